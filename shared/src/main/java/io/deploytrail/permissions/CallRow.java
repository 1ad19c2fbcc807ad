package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A row of `call-actions.txt`: what an event asks for in place of the action of its name, or
/// beside it.
sealed interface CallRow {
  /// It needs no permission.
  record NoPermission(String reason) implements CallRow {
    public NoPermission {
      requireNonNull(reason, "reason");
    }
  }

  /// No action is paired with it.
  record NotPaired(String reason) implements CallRow {
    public NotPaired {
      requireNonNull(reason, "reason");
    }
  }

  /// These actions, asked for resources of `types` only, unless that is empty; `unseen` are those
  /// for which parts of a request ask that are not kept.
  record Actions(List<RowAction> actions, List<String> unseen, Set<String> types)
      implements CallRow {
    public Actions {
      actions = List.copyOf(actions);
      unseen = List.copyOf(unseen);
      types = Set.copyOf(types);
    }

    /// These behind that one.
    Actions after(RowAction first) {
      var all = new ArrayList<>(List.of(first));
      all.addAll(actions);
      return new Actions(all, unseen, types);
    }

    /// Reads `<action>… [if <condition> <action>… [else <action>…]] [open <action>…] [unseen
    /// <action>…] [on <type>…]`.
    static Actions read(List<String> words) {
      var actions = new ArrayList<RowAction>();
      var unseen = new ArrayList<String>();
      var types = new LinkedHashSet<String>();
      var word = "";
      var when = RowCondition.ALWAYS;
      for (var i = 0; i < words.size(); i++) {
        var text = words.get(i);
        switch (text) {
          case "if" -> {
            word = text;
            i++;
            when = RowCondition.of(words.get(i));
          }
          case "else" -> {
            word = text;
            when = when.negated();
          }
          case "open", "unseen", "on" -> {
            word = text;
            when = RowCondition.ALWAYS;
          }
          default -> {
            switch (word) {
              case "unseen" -> unseen.add(text);
              case "on" -> types.add(text);
              default -> actions.add(new RowAction(text, when, word.equals("open")));
            }
          }
        }
      }
      return new Actions(actions, unseen, types);
    }
  }

  /// An action, when it is asked for, and whether the call leaves open of which resource.
  record RowAction(String action, RowCondition when, boolean isOpen) {
    public RowAction {
      requireNonNull(action, "action");
      requireNonNull(when, "when");
    }
  }
}

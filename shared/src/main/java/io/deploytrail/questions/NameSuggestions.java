package io.deploytrail.questions;

import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameAdvice;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What would make the session names of deployments say more: templates for those that no
/// configured one reads, and names for stacks whose names lead to no deployment.
///
/// Each with how many of the names it is for, and one of them; most names first.
public record NameSuggestions(List<Suggestion> toConfigure, List<Suggestion> toRename) {
  /// How many sessions are looked at, the newest ones: their stacks' settings are in force.
  private static final int MOST = 1000;

  private static final int MOST_TOLD = 3;

  /// A template for so many names, of which one is `example`.
  public record Suggestion(SessionNameTemplate template, int names, String example) {
    private static final Comparator<Suggestion> MOST_NAMES_FIRST =
        Comparator.comparingInt(Suggestion::names)
            .reversed()
            .thenComparing(suggestion -> suggestion.template().text());

    private Suggestion with(Suggestion other) {
      return new Suggestion(template, names + other.names, example);
    }
  }

  public NameSuggestions {
    toConfigure = List.copyOf(toConfigure);
    toRename = List.copyOf(toRename);
  }

  /// For the names of those sessions, whatever their order and however often each comes.
  public static NameSuggestions of(Collection<Root> roots, Configuration configuration) {
    var looked = new HashSet<String>();
    var toConfigure = new LinkedHashMap<SessionNameTemplate, Suggestion>();
    var toRename = new LinkedHashMap<SessionNameTemplate, Suggestion>();
    for (var root : newest(roots, configuration)) {
      if (Subject.parse(root.identity().subject()) instanceof Subject.Deployment subject
          && looked.add(subject + " " + root.session().name())) {
        look(root.session().name(), subject, configuration, toConfigure, toRename);
      }
    }
    return new NameSuggestions(inOrder(toConfigure), inOrder(toRename));
  }

  private static List<Root> newest(Collection<Root> roots, Configuration configuration) {
    return roots.stream()
        .filter(root -> configuration.providers().include(root.identity().provider()))
        .sorted(
            Comparator.comparing((Root root) -> root.session().issuedAt())
                .thenComparing(root -> root.event().id())
                .reversed())
        .limit(MOST)
        .toList();
  }

  private static void look(
      String name,
      Subject.Deployment subject,
      Configuration configuration,
      Map<SessionNameTemplate, Suggestion> toConfigure,
      Map<SessionNameTemplate, Suggestion> toRename) {
    var reading = configuration.names().read(name, subject);
    var suggested = configuration.names().suggested(name, subject);
    if (suggested.isPresent()) {
      add(suggested.get(), name, toConfigure);
    } else if (reading.isStatic() && reading.fit() != NameReading.Fit.CONTRADICTION) {
      add(NameAdvice.of(Deployment.of(subject)).template(), name, toRename);
    }
  }

  private static void add(
      SessionNameTemplate template, String name, Map<SessionNameTemplate, Suggestion> all) {
    all.merge(template, new Suggestion(template, 1, name), Suggestion::with);
  }

  private static List<Suggestion> inOrder(Map<SessionNameTemplate, Suggestion> suggestions) {
    return suggestions.values().stream()
        .sorted(Suggestion.MOST_NAMES_FIRST)
        .limit(MOST_TOLD)
        .toList();
  }

  /// A sentence for each.
  public List<String> sentences() {
    var sentences = new ArrayList<String>();
    for (var each : toConfigure) {
      sentences.add(
          "%d session names are read by no template, such as %s: --template '%s' reads them"
              .formatted(each.names(), each.example(), each.template().text()));
    }
    for (var each : toRename) {
      sentences.add(
          "%d session names lead to no deployment, such as %s: give the stacks the session name %s"
              .formatted(each.names(), each.example(), each.template().text()));
    }
    return sentences;
  }
}

package io.deploytrail.pulumi;

import java.util.Set;

/// What values look like, whoever's they are: the grammar of a name's variables.
final class Shapes implements NameMatch.Fitting {
  private static final Set<String> OPERATIONS =
      Set.of("update", "preview", "refresh", "destroy", "detect-drift", "remediate-drift");

  private static final int LONGEST_OPERATION = "remediate-drift".length();

  private final String name;
  private final String ownOperation;
  private final int[] nameEnds;
  private final int[] digitEnds;

  /// `ownOperation` is the signed one, which is known in a name whatever it is; empty without a
  /// subject.
  Shapes(String name, String ownOperation) {
    this.name = name;
    this.ownOperation = ownOperation;
    this.nameEnds = new int[name.length() + 1];
    this.digitEnds = new int[name.length() + 1];
    nameEnds[name.length()] = name.length();
    digitEnds[name.length()] = name.length();
    for (var at = name.length() - 1; at >= 0; at--) {
      nameEnds[at] = Characters.isName(name.charAt(at)) ? nameEnds[at + 1] : at;
      digitEnds[at] = Characters.isDigit(name.charAt(at)) ? digitEnds[at + 1] : at;
    }
  }

  /// The least length of a value.
  static int shortest(Variable variable) {
    return variable == Variable.ID ? Characters.UUID_LENGTH : 1;
  }

  @Override
  public int firstEnd(Variable variable, int start) {
    return start + shortest(variable);
  }

  @Override
  public int lastEnd(Variable variable, int start) {
    return switch (variable) {
      case ORGANIZATION, PROJECT, STACK -> nameEnds[start];
      case OPERATION -> start + Math.max(LONGEST_OPERATION, ownOperation.length());
      case VERSION -> digitEnds[start];
      case ID -> start + Characters.UUID_LENGTH;
    };
  }

  @Override
  public int extra(Variable variable, int start, int end) {
    return isValue(variable, start, end) ? 0 : -1;
  }

  @Override
  public int limit() {
    return 1;
  }

  boolean isValue(Variable variable, int start, int end) {
    return switch (variable) {
      case ORGANIZATION, PROJECT, STACK -> end > start && end <= nameEnds[start];
      case OPERATION -> isOperation(start, end);
      case VERSION -> end > start && end <= digitEnds[start] && name.charAt(start) != '0';
      case ID -> end - start == Characters.UUID_LENGTH && Characters.isUuidAt(name, start);
    };
  }

  private boolean isOperation(int start, int end) {
    if (end - start < 6 && ownOperation.length() != end - start) {
      return false;
    }
    var text = name.substring(start, end);
    return OPERATIONS.contains(text) || (!text.isEmpty() && text.equals(ownOperation));
  }
}

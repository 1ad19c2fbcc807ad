package io.deploytrail.pulumi;

import java.util.Optional;

/// Reads the forms of [Subject] from left to right: a fixed word, then the value up to the next
/// `:`.
final class SubjectParser {
  private static final String WHOLE_FILE = "<yaml>";

  private final String text;
  private int position;

  private SubjectParser(String text) {
    this.text = text;
  }

  static Subject parse(String text) {
    return deployment(text)
        .or(() -> environment(text))
        .or(() -> attributes(text))
        .orElse(new Subject.Foreign(text));
  }

  private static Optional<Subject> deployment(String text) {
    var parser = new SubjectParser(text);
    if (!parser.skips("pulumi:deploy:org:")) {
      return Optional.empty();
    }
    var organization = parser.value();
    if (!parser.skips(":project:")) {
      return Optional.empty();
    }
    var project = parser.value();
    if (!parser.skips(":stack:")) {
      return Optional.empty();
    }
    var stack = parser.value();
    if (!parser.skips(":operation:")) {
      return Optional.empty();
    }
    var operation = parser.value();
    if (!parser.skips(":scope:write") || !parser.isAtEnd()) {
      return Optional.empty();
    }
    return Characters.areName(organization)
            && Characters.areName(project)
            && Characters.areName(stack)
            && Characters.areOperation(operation)
        ? Optional.of(
            new Subject.Deployment(text, new StackName(organization, project, stack), operation))
        : Optional.empty();
  }

  /// `pulumi:environments:org:<organization>:env:<environment>`
  private static Optional<Subject> environment(String text) {
    var parser = new SubjectParser(text);
    if (!parser.skips("pulumi:environments:org:")) {
      return Optional.empty();
    }
    var organization = parser.value();
    if (!parser.skips(":env:")) {
      return Optional.empty();
    }
    var name = parser.value();
    var isName = isEnvironment(name) || name.equals(WHOLE_FILE);
    return parser.isAtEnd() && isName ? environment(text, organization, name) : Optional.empty();
  }

  ///
  /// `pulumi:environments:pulumi.organization.login:<organization>:currentEnvironment.name:<environment>`,
  /// and after it `:rootEnvironment.name:<environment>` and `:pulumi.user.login:<user>`, each of
  /// which may be absent.
  private static Optional<Subject> attributes(String text) {
    var parser = new SubjectParser(text);
    if (!parser.skips("pulumi:environments:pulumi.organization.login:")) {
      return Optional.empty();
    }
    var organization = parser.value();
    if (!parser.skips(":currentEnvironment.name:")) {
      return Optional.empty();
    }
    var name = parser.value();
    if (!isEnvironment(name)) {
      return Optional.empty();
    }
    if (parser.skips(":rootEnvironment.name:") && !isEnvironment(parser.value())) {
      return Optional.empty();
    }
    if (parser.skips(":pulumi.user.login:") && parser.value().isEmpty()) {
      return Optional.empty();
    }
    return parser.isAtEnd() ? environment(text, organization, name) : Optional.empty();
  }

  private static Optional<Subject> environment(String text, String organization, String name) {
    return Characters.areName(organization)
        ? Optional.of(new Subject.Environment(text, organization, name))
        : Optional.empty();
  }

  /// `<project>/<environment>` or `<environment>`
  private static boolean isEnvironment(String text) {
    var slash = text.indexOf('/');
    return slash < 0
        ? Characters.areName(text)
        : Characters.areName(text.substring(0, slash))
            && Characters.areName(text.substring(slash + 1));
  }

  private boolean skips(String word) {
    if (!text.startsWith(word, position)) {
      return false;
    }
    position += word.length();
    return true;
  }

  private String value() {
    var colon = text.indexOf(':', position);
    var end = colon < 0 ? text.length() : colon;
    var value = text.substring(position, end);
    position = end;
    return value;
  }

  private boolean isAtEnd() {
    return position == text.length();
  }
}

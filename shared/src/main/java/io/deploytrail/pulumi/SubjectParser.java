package io.deploytrail.pulumi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the forms of [Subject] from left to right: a fixed word, then the value up to the next
/// `:`.
final class SubjectParser {
  /// A stack's own list of environments, which has no name.
  private static final String YAML = "<yaml>";

  private static final String ORGANIZATION = "pulumi.organization.login";
  private static final String OPENED = "currentEnvironment.name";
  private static final String ROOT = "rootEnvironment.name";
  private static final String USER = "pulumi.user.login";

  private final String text;
  private int position;

  private SubjectParser(String text) {
    this.text = text;
  }

  static Subject parse(String text) {
    return deployment(text)
        .or(() -> environment(text))
        .or(() -> attributes(text))
        .or(() -> customerManagedKey(text))
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

  /// `pulumi:environments:org:<organization>:env:<environment>`, with or without a last `:<yaml>`
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
    var isEnvironment = isEnvironment(name);
    if (isEnvironment) {
      parser.skips(":" + YAML);
    }
    return parser.isAtEnd()
            && (isEnvironment || name.equals(YAML))
            && Characters.areName(organization)
        ? Optional.of(
            new Subject.Environment(
                text, organization, Optional.of(name), Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  /// `pulumi:environments:pulumi.organization.login:<organization>` and any attributes after it,
  /// `:<key>:<value>`, in any order.
  ///
  /// An attribute may be repeated if it says the same again. One that is not known names nothing.
  private static Optional<Subject> attributes(String text) {
    var parser = new SubjectParser(text);
    if (!parser.skips("pulumi:environments")) {
      return Optional.empty();
    }
    var known = new HashMap<String, String>();
    while (!parser.isAtEnd()) {
      // The organization always stands, and it stands first.
      if (!parser.readsAttribute(known) || !known.containsKey(ORGANIZATION)) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(known.get(ORGANIZATION))
        .map(organization ->
            new Subject.Environment(
                text,
                organization,
                Optional.ofNullable(known.get(OPENED)),
                Optional.ofNullable(known.get(ROOT)),
                Optional.ofNullable(known.get(USER))));
  }

  /// Reads `:<key>:<value>`; whether it is an attribute that contradicts none before it.
  private boolean readsAttribute(Map<String, String> known) {
    if (!skips(":")) {
      return false;
    }
    var key = value();
    if (!Characters.areName(key) || !skips(":")) {
      return false;
    }
    var value = value();
    return switch (key) {
      case ORGANIZATION -> Characters.areName(value) && addsTo(known, key, value);
      case OPENED, ROOT ->
          (isEnvironment(value) || value.equals(YAML)) && addsTo(known, key, value);
      case USER -> !value.isEmpty() && addsTo(known, key, value);
      default -> !value.isEmpty();
    };
  }

  private static boolean addsTo(Map<String, String> known, String key, String value) {
    var before = known.putIfAbsent(key, value);
    return before == null || before.equals(value);
  }

  /// `pulumi:cmk:pulumi.organization.login:<organization>`
  private static Optional<Subject> customerManagedKey(String text) {
    var parser = new SubjectParser(text);
    if (!parser.skips("pulumi:cmk:pulumi.organization.login:")) {
      return Optional.empty();
    }
    var organization = parser.value();
    return parser.isAtEnd() && Characters.areName(organization)
        ? Optional.of(new Subject.CustomerManagedKey(text, organization))
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

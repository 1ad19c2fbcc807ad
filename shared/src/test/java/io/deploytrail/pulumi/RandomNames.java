package io.deploytrail.pulumi;

import io.deploytrail.pulumi.SessionNameTemplate.Part;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Names of organizations, projects and stacks that are each other's beginnings, hold dashes, dots,
/// digits and UUIDs; templates of them, and session names that these give.
final class RandomNames {
  static final List<Variable> NAMES =
      List.of(Variable.ORGANIZATION, Variable.PROJECT, Variable.STACK);

  static final List<String> OPERATIONS =
      List.of("update", "preview", "refresh", "destroy", "detect-drift", "import", "a", "-");

  final Random random;

  RandomNames(long seed) {
    this.random = new Random(seed);
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  String id() {
    var id = new UUID(random.nextLong(), random.nextLong()).toString();
    return random.nextInt(8) == 0 ? id.toUpperCase(Locale.ROOT) : id;
  }

  /// A name: of few words, so that they meet again in other names.
  String word() {
    var text = new StringBuilder();
    var count = 1 + random.nextInt(3);
    for (var part = 0; part < count; part++) {
      text.append(part > 0 ? any(List.of("-", "-", ".", "", "_")) : "")
          .append(
              any(
                  List.of(
                      "acme",
                      "web",
                      "we",
                      "w",
                      "prod",
                      "0",
                      "1",
                      "41",
                      "v2",
                      "a-",
                      "-b",
                      "update",
                      "3f6a1c52",
                      "8d0e",
                      "long-word",
                      "an-even-longer-word")));
    }
    if (random.nextInt(20) == 0) {
      var id = id();
      text.append(any(List.of("", "-"))).append(id, 0, 8 + random.nextInt(29));
    }
    return text.toString();
  }

  Deployment truth() {
    var values = new HashMap<Variable, String>();
    NAMES.forEach(variable -> values.put(variable, word()));
    if (random.nextInt(4) == 0) {
      // One name begins like another, or is it.
      var whole = values.getOrDefault(any(NAMES), "");
      values.put(any(NAMES), whole.substring(0, 1 + random.nextInt(whole.length())));
    }
    if (random.nextInt(30) == 0) {
      values.put(any(NAMES), id());
    }
    values.put(Variable.OPERATION, any(OPERATIONS));
    values.put(Variable.VERSION, Integer.toString(1 + random.nextInt(500)));
    values.put(Variable.ID, id());
    return new Deployment(values);
  }

  static Subject.Deployment subject(Deployment truth) {
    return new Subject.Deployment(
        "signed", truth.stack().orElseThrow(), truth.field(Variable.OPERATION).orElseThrow());
  }

  SessionNameTemplate template() {
    var text = new StringBuilder();
    var count = 1 + random.nextInt(5);
    for (var part = 0; part < count; part++) {
      text.append("${")
          .append(any(List.copyOf(EnumSet.allOf(Variable.class))).text())
          .append('}')
          .append(any(List.of("-", "-", "-", "+", ".", "", "-ci-", "-v", "=")));
    }
    if (random.nextInt(3) > 0) {
      text.append("-${deployment.id}");
    }
    return SessionNameTemplate.parse(text.toString());
  }

  /// The name that Pulumi makes, the remainder of a trim shared by chance.
  Optional<String> rendered(SessionNameTemplate template, Deployment truth) {
    RenderedName rendered;
    try {
      rendered = template.render(truth);
    } catch (InvalidTemplateException e) {
      return Optional.empty();
    }
    if (rendered.trimmed().isEmpty()) {
      return Optional.of(rendered.text());
    }
    var left = SessionNameTemplate.LONGEST_NAME - rendered.text().length();
    var share = left == 0 ? 0 : random.nextInt(left + 1);
    var name = new StringBuilder();
    for (var part : template.parts()) {
      switch (part) {
        case Part.Literal(var text) -> name.append(text);
        case Part.Value(var variable) -> {
          var value = truth.field(variable).orElseThrow();
          var trimmed = rendered.trimmed().get(variable);
          if (trimmed == null) {
            name.append(value);
          } else {
            var more = Math.min(random.nextInt(share + 1), value.length() - trimmed.length());
            share -= more;
            name.append(value, 0, trimmed.length() + more);
          }
        }
      }
    }
    return Optional.of(name.toString());
  }
}

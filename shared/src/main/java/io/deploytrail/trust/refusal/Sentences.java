package io.deploytrail.trust.refusal;

import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Try;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says in words what a statement wanted and what came.
final class Sentences {
  private static final Map<SubjectPart, Pattern> WORDS =
      Map.of(
          SubjectPart.ORGANIZATION, Pattern.compile("(?::org|login):([^:]*)"),
          SubjectPart.PROJECT, Pattern.compile("(?::project|:env|\\.name):([^:/]*)"),
          SubjectPart.STACK, Pattern.compile(":stack:([^:]*)"),
          SubjectPart.OPERATION, Pattern.compile(":operation:([^:]*)"));

  private Sentences() {}

  static String of(Miss miss, StatementTrace statement, Try asked) {
    return switch (miss.cause()) {
      case WRONG_PROVIDER ->
          "the policy lets in %s; the token is of %s"
              .formatted(
                  String.join(", ", statement.statement().principals().all()),
                  asked.provider().text());
      case WRONG_ACTION ->
          "the statement %s %s, and the try is %s"
              .formatted(
                  statement.statement().isNotAction() ? "is of all but" : "is of",
                  String.join(", ", statement.statement().actions()),
                  Try.ACTION);
      default -> miss.condition().map(_ -> ofCondition(miss)).orElse("");
    };
  }

  private static String ofCondition(Miss miss) {
    var trace = miss.condition().orElseThrow();
    var condition = trace.condition();
    var wants = condition.operator().text() + " of " + condition.key();
    return switch (miss.cause()) {
      case UNKNOWN_CONDITION_KEY ->
          "the policy asks %s, a key that a web identity's request never has".formatted(wants);
      case WILDCARD_UNDER_EQUALS ->
          "%s compares * and ? as signs; StringLike would have matched %s"
              .formatted(wants, quoted(condition.texts()));
      case ROLE_NOT_IN_TOKEN ->
          "the policy asks that the token itself names the role (%s), and Pulumi's tokens do not"
              .formatted(wants);
      default ->
          miss.part()
              .flatMap(part -> ofPart(part, miss))
              .orElseGet(() ->
                  "the policy wants %s %s; it was %s"
                      .formatted(
                          wants,
                          quoted(condition.texts()),
                          trace.actualValue().map(Sentences::quoted).orElse("not known")));
    };
  }

  private static Optional<String> ofPart(SubjectPart part, Miss miss) {
    var actual = miss.condition().flatMap(trace -> trace.actualValue()).orElse("");
    var nearest = miss.nearest().map(Miss.Nearest::text).orElse("");
    return switch (part) {
      case CASE ->
          Optional.of(
              "the subject differs in upper and lower case alone: the policy has %s, the token %s"
                  .formatted(quoted(nearest), quoted(actual)));
      case SHAPE ->
          Optional.of(
              "the policy allows subjects such as %s; the token's is %s%s"
                  .formatted(quoted(nearest), quoted(actual), hint(actual)));
      case ORGANIZATION, PROJECT, STACK, OPERATION ->
          SubjectParts.of(actual)
              .map(SubjectParts::values)
              .flatMap(came -> {
                var wanted = word(part, nearest);
                return wanted.map(name ->
                    "the policy allows %s %s%s; the token was for %s %s"
                        .formatted(part, name, within(part, came), part, came.get(part)));
              });
    };
  }

  /// Of a stack, its project; of a project, its organization.
  private static String within(SubjectPart part, Map<SubjectPart, String> came) {
    return switch (part) {
      case OPERATION -> " of stack " + came.get(SubjectPart.STACK);
      case STACK -> " of project " + came.get(SubjectPart.PROJECT);
      case PROJECT -> " of organization " + came.get(SubjectPart.ORGANIZATION);
      case ORGANIZATION, CASE, SHAPE -> "";
    };
  }

  private static Optional<String> word(SubjectPart part, String pattern) {
    var words = WORDS.get(part);
    var match = words == null ? null : words.matcher(pattern);
    return match != null && match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }

  private static String hint(String subject) {
    return subject.endsWith("<yaml>")
        ? ": a stack that imports the environment presents <yaml> for its name (subjectAttributes"
            + " in the environment name what it opens)"
        : "";
  }

  static String quoted(List<String> texts) {
    return texts.size() == 1
        ? quoted(texts.getFirst())
        : "one of " + String.join(", ", texts.stream().map(Sentences::quoted).toList());
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }
}

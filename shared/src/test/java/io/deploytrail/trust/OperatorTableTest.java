package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator, in every form, under Allow and under Deny: the truth table in `trust/operators`,
/// written by hand from IAM's user guide before the evaluator was read.
final class OperatorTableTest {
  /// IAM User Guide, "IAM JSON policy elements: Condition operators".
  private static final List<String> OPERATORS =
      List.of(
              "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase"
                  .split(" "),
              "StringLike StringNotLike Bool BinaryEquals IpAddress NotIpAddress".split(" "),
              "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals".split(" "),
              "NumericGreaterThan NumericGreaterThanEquals DateEquals DateNotEquals".split(" "),
              "DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals".split(" "),
              "ArnEquals ArnLike ArnNotEquals ArnNotLike Null".split(" "))
          .stream()
          .flatMap(Stream::of)
          .toList();

  private static final List<String> FORMS =
      List.of(
          "plain",
          "IfExists",
          "ForAnyValue",
          "ForAllValues",
          "ForAnyValue+IfExists",
          "ForAllValues+IfExists");

  private static final Set<String> NEVER_THERE =
      Set.of("sts:ExternalId", "sts:DurationSeconds", "aws:PrincipalArn");

  static Stream<JsonNode> rows() {
    return TrustCorpus.entries("operators");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void conditionDecidesAsTheTableSays(JsonNode row) {
    var asked = TrustCorpus.asked(row.path("try"));
    var softly = new SoftAssertions();
    for (var operator : spelled(row)) {
      var condition = condition(operator, row.get("key").textValue(), row.get("values"));
      var allow = "[" + statement("Allow", condition) + "]";
      var deny = "[" + statement("Allow", "{}") + "," + statement("Deny", condition) + "]";
      for (var policy : List.of("allow", "deny")) {
        var text = policy(policy.equals("allow") ? allow : deny);
        softly
            .assertThat(decision(text, asked))
            .as(row.get("case").textValue() + ": " + policy + " " + condition)
            .isEqualTo(row.get(policy).textValue());
      }
    }
    softly.assertAll();
  }

  /// What was called a gap is a gap: each operator stands in each class of the table.
  @Test
  void everyOperatorStandsInEveryClass() {
    var present = new TreeSet<String>();
    rows().forEach(row -> spelled(row).forEach(operator -> present.addAll(classes(row, operator))));
    var expected = new ArrayList<String>();
    for (var operator : OPERATORS) {
      for (var form : operator.equals("Null") ? List.of("plain") : FORMS) {
        expected.addAll(expectedClasses(operator, form));
      }
    }

    assertThat(present).containsAll(expected);
  }

  private static List<String> classes(JsonNode row, String operator) {
    var key = row.get("key").textValue();
    var absent =
        NEVER_THERE.contains(key)
            || (key.startsWith("api.pulumi.com/oidc:")
                && !Set.of("aud", "sub", "oaud").contains(key.substring(20)));
    var count = row.get("values").isArray() ? "several" : "one";
    return Stream.of("allow", "deny")
        .map(effect ->
            String.join(
                " ",
                operator,
                absent ? "absent" : "there",
                count,
                effect,
                row.get(effect).textValue()))
        .toList();
  }

  private static List<String> expectedClasses(String operator, String form) {
    var spelled = spelled(operator, form);
    var classes = new ArrayList<String>();
    for (var count : List.of("one", "several")) {
      if (operator.equals("BinaryEquals")) {
        classes.add(spelled + " there " + count + " allow UNDECIDED");
        classes.add(spelled + " there " + count + " deny UNDECIDED");
      } else {
        for (var value : List.of("YES", "NO")) {
          classes.add(spelled + " there " + count + " allow " + value);
          classes.add(spelled + " there " + count + " deny " + value);
        }
      }
      if (operator.equals("BinaryEquals")) {
        classes.add(spelled + " absent " + count + " allow UNDECIDED");
        continue;
      }
      var holds = holdsWithoutKey(operator, form);
      classes.add(spelled + " absent " + count + " allow " + (holds ? "YES" : "NO"));
      classes.add(spelled + " absent " + count + " deny " + (holds ? "NO" : "YES"));
    }
    return classes;
  }

  private static boolean holdsWithoutKey(String operator, String form) {
    return switch (form) {
      case "ForAnyValue", "ForAnyValue+IfExists" -> false;
      case "plain" -> operator.contains("Not") || operator.equals("Null");
      default -> true;
    };
  }

  private static List<String> spelled(JsonNode row) {
    var forms =
        row.get("forms").isTextual()
            ? FORMS
            : row.get("forms").valueStream().map(JsonNode::textValue).toList();
    return row.get("operators")
        .valueStream()
        .map(JsonNode::textValue)
        .flatMap(operator -> forms.stream().map(form -> spelled(operator, form)))
        .toList();
  }

  private static String spelled(String operator, String form) {
    var set = form.startsWith("For") ? form.substring(0, form.indexOf("Values") > 0 ? 12 : 11) : "";
    return (set.isEmpty() ? "" : set + ":")
        + operator
        + (form.endsWith("IfExists") ? "IfExists" : "");
  }

  private static String condition(String operator, String key, JsonNode values) {
    return "{\"%s\":{\"%s\":%s}}".formatted(operator, key, values);
  }

  private static String statement(String effect, String condition) {
    return """
    {"Effect":"%s","Principal":{"Federated":"%s"},"Action":"%s","Condition":%s}\
    """
        .formatted(effect, TrustCorpus.PROVIDER, Try.ACTION, condition);
  }

  private static String policy(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":" + statements + "}";
  }

  private static String decision(String policy, Try asked) {
    return TrustPolicy.parse(policy).evaluate(asked).allowed().name();
  }
}

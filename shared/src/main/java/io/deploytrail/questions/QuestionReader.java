package io.deploytrail.questions;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.resources.ResourceName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Reads a question from JSON (`{"question":"who","eventId":"…"}`) or from a name and parameters
/// (`/who?eventId=…`).
///
/// The names of the questions and of their parameters are defined here, once. What does not fit is
/// an [InvalidQuestionException] that says what was expected.
public final class QuestionReader {

  private final RecordReader records;
  private final AskedTime times;

  /// Days and times without an offset are in UTC.
  public QuestionReader(RecordReader records, Clock clock) {
    this.records = records;
    this.times = AskedTime.inUtc(clock);
  }

  /// Whether that is a question's name.
  public static boolean isQuestion(String name) {
    return Arrays.stream(QuestionName.values()).anyMatch(known -> known.toString().equals(name));
  }

  /// The questions' names, separated by commas.
  public static String names() {
    return Arrays.stream(QuestionName.values()).map(QuestionName::toString).collect(joining(", "));
  }

  /// The questions, each with its parameters.
  public static List<QuestionForm> forms() {
    return Arrays.stream(QuestionName.values()).map(QuestionName::form).toList();
  }

  /// Reads `{"question":"<name>", …}`.
  public Question read(JsonNode input) {
    if (!input.isObject() || !input.path("question").isTextual()) {
      throw new InvalidQuestionException(
          "an object with a \"question\" was expected, such as {\"question\":\"who\",\"eventId\":\"…\"}");
    }
    var parameters = new HashMap<String, String>();
    for (var field : input.properties()) {
      if (!field.getKey().equals("question")) {
        parameters.put(field.getKey(), text(field.getKey(), field.getValue()));
      }
    }
    return read(input.get("question").textValue(), parameters);
  }

  private static String text(String name, JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (QuestionForm.Type.of(name) == QuestionForm.Type.OBJECT && value.isObject()) {
      return value.toString();
    }
    if (QuestionForm.Type.of(name) == QuestionForm.Type.FLAG && value.isBoolean()) {
      return value.asText();
    }
    throw new InvalidQuestionException(
        name
            + (QuestionForm.Type.of(name) == QuestionForm.Type.OBJECT
                ? " takes an object"
                : " takes text")
            + ", not "
            + value.getNodeType());
  }

  /// Reads a question by name and parameters; `record` is a record's JSON.
  public Question read(String name, Map<String, String> parameters) {
    var question = QuestionName.of(name);
    var unknown = new TreeSet<>(parameters.keySet());
    question.parameters().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new InvalidQuestionException(
          question
              + " takes "
              + String.join(", ", question.parameters())
              + "; not "
              + Quoted.of(unknown.first()));
    }
    return switch (question) {
      case WHO -> who(parameters);
      case CALLS ->
          new Question.Calls(
              Handle.parse(needed(question, parameters, "deployment"), at(parameters)),
              filter(parameters)
                  .naming(value(parameters, "resource").map(QuestionReader::resource)),
              value(parameters, "next"));
      case CHANGES -> changes(parameters);
      case DEPLOYMENTS ->
          new Question.Deployments(
              scope(parameters),
              period(parameters),
              flag(parameters, "allSessions"),
              filter(parameters),
              value(parameters, "next"));
      case EXPLAIN -> new Question.Explain(needed(question, parameters, "name"));
      case DENIED -> denied(parameters);
      case TRUST -> new TrustParameters(parameters, times).question();
      case POLICY -> new PolicyParameters(parameters, times).question();
    };
  }

  private Question denied(Map<String, String> parameters) {
    var given =
        value(parameters, "policy")
            .map(text -> new GivenPolicies("the question", TrustParameters.policies(text)))
            .orElse(GivenPolicies.NONE);
    var explained =
        flag(parameters, "explain") ? Optional.of(given) : Optional.<GivenPolicies>empty();
    if (explained.isEmpty()
        && (parameters.containsKey("policy") || parameters.containsKey("record"))) {
      throw new InvalidQuestionException("denied takes a policy or a record with explain alone");
    }
    return value(parameters, "record")
        .<Question>map(json -> Question.DeniedRecord.of(record(json), given))
        .orElseGet(() ->
            new Question.Denied(
                period(parameters), filter(parameters), explained, value(parameters, "next")));
  }

  private Question changes(Map<String, String> parameters) {
    var of = oneOf("changes", parameters, List.of("resource", "handle"));
    var text = parameters.getOrDefault(of, "");
    return Question.changes(
        of.equals("resource") ? Question.RESOURCE + text : text,
        at(parameters),
        period(parameters),
        filter(parameters),
        value(parameters, "next"));
  }

  private Question who(Map<String, String> parameters) {
    var of =
        oneOf(
            "who", parameters, List.of("handle", "eventId", "accessKeyId", "principal", "record"));
    var at = at(parameters);
    var value = parameters.getOrDefault(of, "");
    return switch (of) {
      case "handle" -> Question.who(Handle.parse(value, at));
      case "eventId" -> new Question.WhoMadeEvent(value);
      case "accessKeyId" -> Question.WhoHasAccessKey.of(value, at.stream().toList());
      case "principal" ->
          new Question.WhoIsPrincipal(
              value,
              at.orElseThrow(
                  () -> new InvalidQuestionException("who by principal needs a time, \"at\"")));
      default -> new Question.WhoMadeRecord(record(value));
    };
  }

  /// The one of these parameters that is there.
  private static String oneOf(
      String question, Map<String, String> parameters, List<String> expected) {
    var asked = expected.stream().filter(parameters::containsKey).toList();
    if (asked.size() != 1) {
      throw new InvalidQuestionException(
          "%s needs exactly one of %s, not %s".formatted(question, expected, asked));
    }
    return asked.getFirst();
  }

  private CloudTrailRecord record(String json) {
    try {
      return records.read(json.getBytes(StandardCharsets.UTF_8)).record();
    } catch (UnreadableRecordException e) {
      throw new InvalidQuestionException("the record cannot be read: " + e.reason());
    }
  }

  private static Scope scope(Map<String, String> parameters) {
    return new Scope(
        parameters.getOrDefault("organization", ""),
        parameters.getOrDefault("project", ""),
        parameters.getOrDefault("stack", ""));
  }

  private Period period(Map<String, String> parameters) {
    return Period.of(value(parameters, "from"), value(parameters, "to"), times);
  }

  private Optional<Instant> at(Map<String, String> parameters) {
    return value(parameters, "at").map(text -> times.from("at", text));
  }

  private static Filter filter(Map<String, String> parameters) {
    return new Filter(
        value(parameters, "account"),
        value(parameters, "region"),
        value(parameters, "action").map(ActionPattern::new),
        Optional.empty(),
        value(parameters, "verdict").map(QuestionReader::verdict),
        flag(parameters, "errors"),
        flag(parameters, "changesOnly"));
  }

  private static Verdict verdict(String text) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidQuestionException(
                "verdict takes one of "
                    + Arrays.toString(Verdict.values())
                    + ", not "
                    + Quoted.of(text)));
  }

  private static ResourceName resource(String text) {
    if (text.isBlank()) {
      throw new InvalidQuestionException("resource takes an ARN or identifier, and came empty");
    }
    return new ResourceName(text);
  }

  static boolean flag(Map<String, String> parameters, String name) {
    return switch (parameters.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw new InvalidQuestionException(
              name + " takes true or false, not " + Quoted.of(other));
    };
  }

  private static String needed(QuestionName question, Map<String, String> parameters, String name) {
    return value(parameters, name)
        .orElseThrow(() -> new InvalidQuestionException(question + " needs a " + name));
  }

  private static Optional<String> value(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}

package io.deploytrail.questions;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  private final Clock clock;

  public QuestionReader(RecordReader records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  /// The questions' names, as JSON, URLs and the CLI spell them, each with its parameters.
  private enum Name {
    WHO("eventId", "accessKeyId", "principal", "at", "record"),
    CALLS("deployment", "next"),
    DEPLOYMENTS("organization", "project", "stack", "from", "to", "allSessions", "next"),
    CHANGES("resource", "from", "to", "next"),
    EXPLAIN("name"),
    DENIED("from", "to", "next");

    private final List<String> parameters;

    Name(String... parameters) {
      this.parameters = List.of(parameters);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Name of(String text) {
      return Arrays.stream(values())
          .filter(name -> name.toString().equals(text))
          .findFirst()
          .orElseThrow(() ->
              new InvalidQuestionException(
                  "one of the questions " + names() + " was expected, not " + Quoted.of(text)));
    }
  }

  /// Whether that is a question's name.
  public static boolean isQuestion(String name) {
    return Arrays.stream(Name.values()).anyMatch(known -> known.toString().equals(name));
  }

  /// The questions' names, separated by commas.
  public static String names() {
    return Arrays.stream(Name.values()).map(Name::toString).collect(joining(", "));
  }

  /// The questions, each with its parameters.
  public static List<QuestionForm> forms() {
    return Arrays.stream(Name.values()).map(QuestionReader::form).toList();
  }

  private static QuestionForm form(Name question) {
    var parameters =
        question.parameters.stream()
            .map(name -> QuestionForm.Parameter.of(name, type(name)))
            .toList();
    return new QuestionForm(question.toString(), asks(question), parameters);
  }

  private static String asks(Name question) {
    return switch (question) {
      case WHO ->
          "Which Pulumi deployment made an AWS call, with the evidence: of one event id, access key id, principal or record.";
      case CALLS ->
          "What a deployment did, changed, and was refused: its calls in the order of time.";
      case DEPLOYMENTS -> "Which deployments ran, newest first, with the sessions of each.";
      case CHANGES ->
          "What changed a resource, or was refused to, newest first, and which deployment did it.";
      case EXPLAIN -> "What a session name says, template by template; nothing of it is proven.";
      case DENIED ->
          "Which deployments AWS refused a session, newest first; retries of one cause are one item.";
    };
  }

  private static QuestionForm.Type type(String parameter) {
    return switch (parameter) {
      case "record" -> QuestionForm.Type.OBJECT;
      case "allSessions" -> QuestionForm.Type.FLAG;
      default -> QuestionForm.Type.TEXT;
    };
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
    if (type(name) == QuestionForm.Type.OBJECT && value.isObject()) {
      return value.toString();
    }
    if (type(name) == QuestionForm.Type.FLAG && value.isBoolean()) {
      return value.asText();
    }
    throw new InvalidQuestionException(
        name
            + (name.equals("record") ? " takes an object" : " takes text")
            + ", not "
            + value.getNodeType());
  }

  /// Reads a question by name and parameters; `record` is a record's JSON.
  public Question read(String name, Map<String, String> parameters) {
    var question = Name.of(name);
    var unknown = new TreeSet<>(parameters.keySet());
    question.parameters.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new InvalidQuestionException(
          question
              + " takes "
              + String.join(", ", question.parameters)
              + "; not "
              + Quoted.of(unknown.first()));
    }
    return switch (question) {
      case WHO -> who(parameters);
      case CALLS ->
          new Question.Calls(
              DeploymentName.parse(needed(question, parameters, "deployment")),
              value(parameters, "next"));
      case CHANGES ->
          Question.Changes.of(
              needed(question, parameters, "resource"),
              period(parameters),
              value(parameters, "next"));
      case DEPLOYMENTS ->
          new Question.Deployments(
              scope(parameters),
              period(parameters),
              flag(parameters, "allSessions"),
              value(parameters, "next"));
      case EXPLAIN -> new Question.Explain(needed(question, parameters, "name"));
      case DENIED -> new Question.Denied(period(parameters), value(parameters, "next"));
    };
  }

  private Question who(Map<String, String> parameters) {
    var asked = parameters.keySet().stream().filter(name -> !name.equals("at")).toList();
    if (asked.size() != 1) {
      throw new InvalidQuestionException(
          "who needs exactly one of eventId, accessKeyId, principal and record, not "
              + new TreeSet<>(asked));
    }
    var at = value(parameters, "at").map(text -> Period.instant("at", text, false));
    var value = parameters.getOrDefault(asked.getFirst(), "");
    return switch (asked.getFirst()) {
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
    return Period.of(value(parameters, "from"), value(parameters, "to"), clock);
  }

  private static boolean flag(Map<String, String> parameters, String name) {
    return switch (parameters.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw new InvalidQuestionException(
              name + " takes true or false, not " + Quoted.of(other));
    };
  }

  private static String needed(Name question, Map<String, String> parameters, String name) {
    return value(parameters, name)
        .orElseThrow(() -> new InvalidQuestionException(question + " needs a " + name));
  }

  private static Optional<String> value(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}

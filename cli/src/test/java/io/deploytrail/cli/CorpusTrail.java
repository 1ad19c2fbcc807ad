package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// All records of `events/`, as they stand there: in EventBridge events, alone or in messages of a
/// batch, in questions, and bare.
final class CorpusTrail {
  /// As `events/environment.json` configures the functions.
  static final List<String> CONFIGURATION =
      List.of(
          "--template",
          "${organization.name}-${project.name}-${stack.name}-${deployment.id}",
          "--template",
          "${project.name}-${stack.name}-v${deployment.version}",
          "--organization",
          "acme");

  private static final Path EVENTS = Path.of("..", "events");
  private static final ObjectMapper JSON = new ObjectMapper();

  private CorpusTrail() {}

  /// One record, or event around one, a line; and a call of each session that they issue.
  static List<String> lines() {
    var lines =
        Stream.of("index-sessions", "query-deployments", "history")
            .flatMap(folder -> files(EVENTS.resolve(folder)).stream())
            .flatMap(CorpusTrail::records)
            .toList();
    return Stream.concat(lines.stream(), lines.stream().flatMap(CorpusTrail::callOfIssued))
        .toList();
  }

  private static Stream<String> callOfIssued(String line) {
    var issuance = tree(line.getBytes(UTF_8)).path("detail");
    var response = issuance.path("responseElements");
    if (!response.has("assumedRoleUser")) {
      return Stream.empty();
    }
    return Stream.of(
        """
        {"eventVersion":"1.11","eventTime":%1$s,"eventSource":"s3.amazonaws.com","eventName":"ListBuckets",
        "awsRegion":"us-east-1","sourceIPAddress":"203.0.113.20","eventID":"ca11%2$s",
        "recipientAccountId":"111122223333","userIdentity":{"type":"AssumedRole","principalId":%3$s,"arn":%4$s,
        "accessKeyId":%5$s,"sessionContext":{"attributes":{"creationDate":%1$s}}}}\
        """
            .formatted(
                issuance.path("eventTime"),
                issuance.path("eventID").asText().substring(4),
                response.at("/assumedRoleUser/assumedRoleId"),
                response.at("/assumedRoleUser/arn"),
                response.at("/credentials/accessKeyId"))
            .replace("\n", ""));
  }

  private static Stream<String> records(JsonNode file) {
    if (file.has("Records")) {
      return file.path("Records")
          .valueStream()
          .map(message -> message.path("body").asText().replace("\n", " "));
    }
    if (file.has("question")) {
      return file.path("record").isObject()
          ? Stream.of(file.path("record").toString())
          : Stream.empty();
    }
    // What comes by HTTP is a question too.
    return file.has("rawPath") ? Stream.empty() : Stream.of(file.toString());
  }

  private static List<JsonNode> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().map(CorpusTrail::tree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(Path file) {
    try {
      return tree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing for what is no JSON: there is poison among the messages.
  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}

package io.deploytrail.integration.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.integration.template.StateMachine;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A bucket of log files, and the template's BackfillLogs that hands them to `ingestLogs`.
final class OldLogFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String root;
  private final UnaryOperator<JsonNode> ingestLogs;
  private final FakeListing listing = new FakeListing("acme-trail");
  private final List<JsonNode> deadLetters = new ArrayList<>();

  OldLogFiles(String root, UnaryOperator<JsonNode> ingestLogs) {
    this.root = root;
    this.ingestLogs = ingestLogs;
  }

  Set<String> keys() {
    return listing.keys();
  }

  /// Of each listing that was asked for.
  List<String> prefixes() {
    return listing.prefixes();
  }

  List<JsonNode> deadLetters() {
    return deadLetters;
  }

  StateMachine backfill(String input) throws IOException {
    return backfill(input, 5);
  }

  /// The machine after its run.
  StateMachine backfill(String input, int concurrency) throws IOException {
    var substitutions =
        Map.of(
            "Partition", "aws",
            "Account", "111122223333",
            "Region", "us-east-1",
            "Bucket", "acme-trail",
            "Root", root,
            "IngestLogs", "ingest-logs",
            "DeadLetters", "https://sqs.example/LogFileDeadLetters",
            "Concurrency", String.valueOf(concurrency));
    var machine = StateMachine.of(Template.HOME, "BackfillLogs", substitutions, this::invoke);
    machine.run(JSON.readValue(input, Object.class));
    return machine;
  }

  private Object invoke(String resource, Map<String, Object> arguments) {
    return switch (resource) {
      case "aws-sdk:s3:listObjectsV2" -> listing.list(arguments);
      case "lambda:invoke" -> {
        assertThat(arguments).containsEntry("FunctionName", "ingest-logs");
        yield Map.of("Payload", ingestLogs.apply(JSON.valueToTree(arguments.get("Payload"))));
      }
      case "sqs:sendMessage" -> {
        deadLetters.add(JSON.valueToTree(arguments.get("MessageBody")));
        yield Map.of();
      }
      default -> throw new IllegalArgumentException(resource);
    };
  }
}

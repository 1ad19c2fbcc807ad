package io.deploytrail.integration.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The SQL files of athena/ that its template holds, and parameters to deploy it with.
final class AthenaFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final String TEMPLATES =
      "${organization.name}-${stack.name}-${deployment.id} v${deployment.version}";

  static final Map<String, String> PARAMETERS =
      Map.of(
          "TrailBucket", "acme-trail",
          "Accounts", "111122223333 444455556666",
          "Regions", "us-east-1 eu-west-1",
          "SessionNameTemplates", TEMPLATES,
          "Organizations", "acme Acme-Labs",
          "DamagedFiles", "s3://acme-trail/AWSLogs/a.json.gz s3://acme-trail/AWSLogs/b.json.gz");

  private AthenaFiles() {}

  /// The files of that folder by their names without `.sql`, without the last line's end.
  static Map<String, String> files(String folder) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.list(Home.file("athena/" + folder))) {
      for (var file : files.filter(it -> it.toString().endsWith(".sql")).toList()) {
        texts.put(
            file.getFileName().toString().replaceAll("\\.sql$", ""),
            Files.readString(file).stripTrailing());
      }
    }
    return texts;
  }

  /// The views by their names; a file of `steps.json` is each view that is made of it.
  static Map<String, String> viewFiles() throws IOException {
    var views = files("views");
    for (var step : JSON.readTree(Home.file("athena/views/steps.json").toFile()).properties()) {
      var sql = Objects.requireNonNull(views.remove(step.getKey()), step.getKey());
      for (var view : step.getValue().properties()) {
        views.put(view.getKey(), sql.replace("${Previous}", view.getValue().asText()));
      }
    }
    return views;
  }

  static JsonNode columnsOfViews() throws IOException {
    return JSON.readTree(Home.file("athena/views/columns.json").toFile());
  }
}

package io.deploytrail.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `athena/views/columns.json`, which the template tells Athena and the Data Catalog, says of each
/// view what the engine says.
final class ViewColumnsIT {
  @Test
  void columnsOfEachViewAreThoseOfTheList(@TempDir Path folder) throws IOException {
    // A trail without log files is enough to say what types its columns have.
    Files.createDirectory(folder.resolve("AWSLogs"));
    var described = new LinkedHashMap<String, Map<String, String>>();
    try (var engine = Engine.start(folder)) {
      engine.createTrail(
          "", List.of("111122223333"), List.of("us-east-1"), "'2026/11/20', '2026/11/21'");
      engine.createViews(Configuration.DEFAULT.withOrganizations("acme").withTemplates("pulumi"));
      for (var view : SqlFiles.views().keySet()) {
        var columns = new LinkedHashMap<String, String>();
        for (var column : engine.execute("DESCRIBE " + view)) {
          columns.put("" + column.getField(0), withoutLengths("" + column.getField(1)));
        }
        described.put(view, columns);
      }
    }

    var list = SqlFiles.HOME.resolve("athena/views/columns.json").toFile();
    assertThat(new ObjectMapper().readTree(list))
        .isEqualTo(new ObjectMapper().valueToTree(described));
  }

  /// The length of a text follows the parameters; a view takes any.
  private static String withoutLengths(String type) {
    return type.replace("\"", "").replaceAll("varchar\\(\\d+\\)", "varchar");
  }
}

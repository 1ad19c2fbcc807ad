package io.deploytrail.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small input for each kind of situation in which a wrong deployment is near, without templates:
/// all of them in one trail, in one question.
class CasesIT {
  private static final String SAID =
      """
      SELECT event_id, concat_ws(' ', verdict, confidence,
        IF(organization IS NOT NULL, concat_ws('/', organization, project, stack)), operation, 'version ' || CAST(version AS varchar),
        deployment_id, 'environment ' || environment, 'root ' || environment_root, 'user ' || environment_user,
        IF(cardinality(stated) > 0, 'stated ' || array_join(stated, ',')), IF(cardinality(warnings) > 0, array_join(array_sort(warnings), ','))
      ) AS said
      FROM deployment_calls
      """;

  private static List<MadeRecords> kinds() {
    return Stream.of(TieCases.kinds(), ChainCases.kinds(), NameCases.kinds())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void eachKindIsAnsweredRightly(@TempDir Path folder) {
    var expected = new TreeMap<String, String>();
    var files = new LogFiles(folder);
    for (var kind : kinds()) {
      expected.putAll(kind.answers());
      var name = "file-" + expected.size();
      kind.recordsByDay()
          .forEach((day, records) ->
              files.deliver("2026/11/" + day, name, records.toArray(String[]::new)));
    }
    try (var engine = files.engine(Configuration.DEFAULT.withOrganizations("acme"))) {
      var said = new TreeMap<String, String>();
      engine.rows(SAID).forEach(row -> said.put("" + row.get("event_id"), "" + row.get("said")));
      said.keySet().retainAll(expected.keySet());
      assertThat(said).isEqualTo(expected);
    }
  }
}

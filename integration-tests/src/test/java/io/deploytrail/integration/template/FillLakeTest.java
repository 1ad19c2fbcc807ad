package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import io.deploytrail.integration.template.StateMachine.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lake's state machine of template-athena.yaml: which statements it runs, in which order.
final class FillLakeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> statements = new ArrayList<>();
  private Predicate<String> fails = _ -> false;

  /// Of the lake's table in the Data Catalog; empty if there is no table.
  private List<String> columns = List.of("event_id", "day", "stated");

  private void fill(String input) throws IOException {
    var substitutions =
        Map.of(
            "Partition", "aws",
            "Bucket", "lake-bucket",
            "Database", "deploytrail",
            "WorkGroup", "deploytrail-athena-lake",
            "RetentionDays", "365");
    StateMachine.of(Template.ATHENA, "FillLake", substitutions, this::invoke)
        .run(JSON.readValue(input, Object.class));
  }

  private Object invoke(String resource, Map<String, Object> arguments) {
    if (resource.equals("aws-sdk:glue:getTable")) {
      assertThat(arguments)
          .isEqualTo(Map.of("DatabaseName", "deploytrail", "Name", "deployment_calls_lake"));
      return table();
    }
    assertThat(resource).isEqualTo("athena:startQueryExecution.sync");
    assertThat(arguments)
        .containsEntry("WorkGroup", "deploytrail-athena-lake")
        .containsEntry("QueryExecutionContext", Map.of("Database", "deploytrail"));
    var statement = String.valueOf(arguments.get("QueryString"));
    if (fails.test(statement)) {
      throw new FailedException("Athena ended it");
    }
    statements.add(statement);
    return Map.of("QueryExecution", Map.of("QueryExecutionId", "1"));
  }

  private Object table() {
    if (columns.isEmpty()) {
      throw new FailedException("Glue.EntityNotFoundException");
    }
    var described = columns.stream().map(name -> Map.of("Name", name, "Type", "string")).toList();
    return Map.of("Table", Map.of("StorageDescriptor", Map.of("Columns", described)));
  }

  /// A statement of athena/lake with its placeholders filled in, without the comments above it.
  private static String statement(String step, String from, String to) throws IOException {
    return Files.readString(Home.file("athena/lake/" + step + ".sql"))
        .stripTrailing()
        .replaceAll("(?m)^--.*\n", "")
        .replace("${from}", from)
        .replace("${to}", to)
        .replace("${retentionDays}", "365")
        .replace("${location}", "s3://lake-bucket/lake/deployment_calls/");
  }

  private record Days(String from, String to) {}

  private static List<String> statements(Days... weeks) throws IOException {
    var expected = new ArrayList<String>();
    expected.add(statement("create_table", "", ""));
    for (var week : weeks) {
      expected.add(statement("merge", week.from(), week.to()));
    }
    for (var step : List.of("expire", "optimize", "vacuum")) {
      expected.add(statement(step, "", ""));
    }
    return expected;
  }

  @Test
  void takesTheThreeDaysBeforeItsStart() throws IOException {
    fill("{}");

    assertThat(StateMachine.STARTED).startsWith("2026-11-25T");
    assertThat(statements).isEqualTo(statements(new Days("2026-11-22", "2026-11-24")));
  }

  @Test
  void makesALakeWhereThereIsNone() throws IOException {
    columns = List.of();

    fill("{}");

    assertThat(statements).isEqualTo(statements(new Days("2026-11-22", "2026-11-24")));
  }

  @Test
  void givesALakeOfAnEarlierReleaseItsColumnsBeforeItsDays() throws IOException {
    columns = List.of("event_id", "day");

    fill("{}");

    var expected = statements(new Days("2026-11-22", "2026-11-24"));
    expected.add(1, statement("add_columns", "", ""));
    assertThat(statements).isEqualTo(expected);
  }

  @Test
  void takesDaysThatAreAskedForWeekByWeek() throws IOException {
    fill("{\"from\":\"2026-02-20\",\"to\":\"2026-03-07\"}");

    assertThat(statements)
        .isEqualTo(
            statements(
                new Days("2026-02-20", "2026-02-26"),
                new Days("2026-02-27", "2026-03-05"),
                new Days("2026-03-06", "2026-03-07")));
  }

  @Test
  void takesOneDay() throws IOException {
    fill("{\"from\":\"2026-02-20\",\"to\":\"2026-02-20\"}");

    assertThat(statements).isEqualTo(statements(new Days("2026-02-20", "2026-02-20")));
  }

  @Test
  void fillsInEveryPlaceholder() throws IOException {
    fill("{}");

    assertThat(statements).isNotEmpty().allSatisfy(it -> assertThat(it).doesNotContain("${"));
  }

  @Test
  void weekThatFailsKeepsNoOtherOutAndIsNamed() throws IOException {
    fails = statement -> statement.contains("2026-02-27");

    assertThatThrownBy(() -> fill("{\"from\":\"2026-02-20\",\"to\":\"2026-03-07\"}"))
        .isInstanceOf(FailedException.class)
        .hasMessageContainingAll("merge", "2026-02-27", "2026-03-05")
        .hasMessageNotContainingAny("2026-02-20", "vacuum");
    assertThat(statements)
        .isEqualTo(
            statements(new Days("2026-02-20", "2026-02-26"), new Days("2026-03-06", "2026-03-07")));
  }

  @Test
  void statementThatFailsAtFirstIsTriedAgain() throws IOException {
    var tries = new ArrayList<String>();
    fails =
        statement -> {
          tries.add(statement);
          return tries.size() % 3 != 0;
        };

    fill("{}");

    assertThat(statements).isEqualTo(statements(new Days("2026-11-22", "2026-11-24")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"from\":\"2026-03-07\",\"to\":\"2026-02-20\"}",
        "{\"from\":\"2026-03-07T00:00:00Z\",\"to\":\"2026-03-08\"}",
        "{\"from\":\"2026/03/07\",\"to\":\"2026/03/08\"}",
        "{\"from\":\"2026-03-07' OR '1\",\"to\":\"2026-03-08\"}",
        "{\"from\":\"2026-12-01\"}"
      })
  void whatAreNoDaysIsRefusedBeforeAnythingRuns(String input) {
    assertThatThrownBy(() -> fill(input))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("the first and the last day");
    assertThat(statements).isEmpty();
  }
}

package io.deploytrail.integration.template;

import static io.deploytrail.integration.template.AthenaFiles.PARAMETERS;
import static io.deploytrail.integration.template.AthenaFiles.TEMPLATES;
import static io.deploytrail.integration.template.AthenaFiles.columnsOfViews;
import static io.deploytrail.integration.template.AthenaFiles.files;
import static io.deploytrail.integration.template.AthenaFiles.viewFiles;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// template-athena.yaml, as CloudFormation deploys it, holds the SQL files of athena/, and what
/// linters do not find in it.
final class AthenaTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Of what the Data Catalog and Athena take ("AWS Glue endpoints and quotas",
  /// "CreateNamedQuery").
  private static final int LONGEST_VIEW_TEXT = 409_600;

  private static final int LONGEST_QUERY = 262_144;

  /// In bytes, in a bucket ("AWS CloudFormation quotas").
  private static final int LARGEST_TEMPLATE = 1_000_000;

  private static final Pattern INNERMOST_ROW = Pattern.compile("row\\(([^()]*)\\)");
  private final Template template = Template.read(Template.ATHENA);
  private final DeployedTemplate deployed = DeployedTemplate.of(Template.ATHENA, PARAMETERS);

  private List<JsonNode> tables(String type) {
    return deployed.ofType("AWS::Glue::Table").stream()
        .map(table -> table.path("TableInput"))
        .filter(table -> table.path("TableType").asText().equals(type))
        .toList();
  }

  /// What Athena reads out of a view's text, by the view's name.
  private JsonNode views() throws IOException {
    var prefix = "/* Presto View: ";
    var views = JSON.createObjectNode();
    for (var table : tables("VIRTUAL_VIEW")) {
      var text = table.path("ViewOriginalText").asText();
      assertThat(text).startsWith(prefix).endsWith(" */").hasSizeLessThan(LONGEST_VIEW_TEXT);
      var packed = text.substring(prefix.length(), text.length() - " */".length());
      var view = JSON.readTree(new String(Base64.getDecoder().decode(packed), UTF_8));
      views.set(table.path("Name").asText(), view);
    }
    return views;
  }

  @Test
  void viewsAreTheFilesWithTheParametersInTheirPlaces() throws IOException {
    var expected = viewFiles();
    expected.replaceAll((_, text) ->
        text.replace("${Providers}", "api.pulumi.com/oidc")
            .replace("${Organizations}", "acme Acme-Labs")
            .replace("${SessionNameTemplates}", TEMPLATES)
            .replace(
                "'${DamagedFiles}'",
                "'s3://acme-trail/AWSLogs/a.json.gz', 's3://acme-trail/AWSLogs/b.json.gz'"));

    var deployedViews = new TreeMap<String, String>();
    for (var view : views().properties()) {
      deployedViews.put(view.getKey(), view.getValue().path("originalSql").asText());
    }

    assertThat(deployedViews).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void viewsAreInTheDatabaseOfTheStack() throws IOException {
    for (var view : views()) {
      assertThat(view.path("catalog").asText()).isEqualTo("awsdatacatalog");
      assertThat(view.path("schema").asText())
          .isEqualTo(template.parameter("DatabaseName").path("Default").asText());
    }
    for (var table : deployed.ofType("AWS::Glue::Table")) {
      assertThat(table.path("DatabaseName").asText()).isEqualTo("Database");
    }
  }

  @Test
  void viewColumnsHaveTheTypesOfTheListForAthenaAndForTheCatalog() throws IOException {
    var views = views();
    var list = columnsOfViews();

    assertThat(list.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(() -> views.fieldNames());
    for (var table : tables("VIRTUAL_VIEW")) {
      var name = table.path("Name").asText();
      var ofList =
          list.path(name).properties().stream()
              .map(column -> column.getKey() + " " + column.getValue().asText())
              .toList();
      var ofAthena =
          Template.list(views.path(name).path("columns")).stream()
              .map(column -> column.path("name").asText() + " " + column.path("type").asText())
              .toList();
      var ofCatalog =
          Template.list(table.at("/StorageDescriptor/Columns")).stream()
              .map(column -> column.path("Name").asText() + " " + column.path("Type").asText())
              .toList();
      assertThat(ofAthena).as(name).isEqualTo(ofList).isNotEmpty();
      assertThat(ofCatalog)
          .as(name)
          .isEqualTo(ofAthena.stream().map(AthenaTemplateTest::asInHive).toList());
    }
  }

  /// A column with its type in the words of Hive, in which `<` and `>` enclose what a type holds;
  /// reduced from the inside.
  private static String asInHive(String column) {
    var hive = column.replace("timestamp(3)", "timestamp").replaceAll("\\bvarchar\\b", "string");
    hive = hive.replaceAll("\\binteger\\b", "int");
    while (hive.contains("(")) {
      hive = hive.replaceAll("array\\(([^()]*)\\)", "array<$1>");
      hive =
          INNERMOST_ROW
              .matcher(hive)
              .replaceAll(row ->
                  "struct<"
                      + row.group(1).replaceAll("(^|, )(\\w+) ", "$1$2:").replace(", ", ",")
                      + ">");
    }
    return hive;
  }

  @Test
  void viewsHaveWhatMarksThemAsAthenas() {
    for (var table : tables("VIRTUAL_VIEW")) {
      assertThat(table.at("/Parameters/presto_view").asText()).isEqualTo("true");
      // Without it Athena answers that the storage descriptor is missing SerDe info.
      assertThat(table.at("/StorageDescriptor/SerdeInfo").isObject()).isTrue();
    }
  }

  @Test
  void savedQueriesAreTheFiles() throws IOException {
    var queries =
        deployed.ofType("AWS::Athena::NamedQuery").stream()
            .map(query -> query.path("QueryString").asText())
            .toList();

    assertThat(queries)
        .containsExactlyInAnyOrderElementsOf(files("queries").values())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(query -> assertThat(query).hasSizeLessThan(LONGEST_QUERY));
  }

  @Test
  void savedQueriesSayWhatTheyAnswerAndScan() {
    var titles = new ArrayList<String>();
    for (var query : deployed.ofType("AWS::Athena::NamedQuery")) {
      var title = query.path("Name").asText();
      titles.add(title);
      assertThat(query.path("QueryString").asText()).startsWith("-- " + title + "\n");
      assertThat(query.path("Description").asText())
          .as(title)
          .containsPattern("Scans the (trail|lake): ")
          .hasSizeLessThanOrEqualTo(1024);
      assertThat(query.path("WorkGroup").asText()).isEqualTo("WorkGroup");
      assertThat(query.path("Database").asText()).isEqualTo("Database");
    }
    assertThat(titles).doesNotHaveDuplicates();
  }

  /// A day that is not a literal may not reach the partitions.
  @Test
  void savedQueriesNameTheirDaysAsLiterals() throws IOException {
    var tableOfDays =
        Pattern.compile(
            "(?:FROM|JOIN) (cloudtrail_logs|deployment_calls|deployment_calls_lake|pulumi_sessions|"
                + "session_chain|denied_assumptions|suspect_names|stack_actions|resource_timeline|"
                + "role_trust_history)\\b");
    var literalDays =
        Pattern.compile(
            "day BETWEEN (DATE '\\d{4}-\\d\\d-\\d\\d' AND DATE '\\d{4}-\\d\\d-\\d\\d'"
                + "|'\\d{4}/\\d\\d/\\d\\d' AND '\\d{4}/\\d\\d/\\d\\d')(?=.* -- edit: )");
    files("queries")
        .forEach((name, text) ->
            assertThat(literalDays.matcher(text).results().count())
                .as(name)
                .isEqualTo(tableOfDays.matcher(text).results().count())
                .isPositive());
  }

  @Test
  void statementsOfTheLakeAreTheFiles() throws IOException {
    var statements = new TreeMap<String, String>();
    template
        .at("/Resources/FillLake/Properties/Definition/States/Days/Assign/statements")
        .properties()
        .forEach(statement -> statements.put(statement.getKey(), statement.getValue().asText()));

    assertThat(statements).isEqualTo(files("lake")).isNotEmpty();
  }

  @Test
  void nothingIsLargerThanAwsTakes() {
    assertThat(template.text().getBytes(UTF_8).length).isLessThan(LARGEST_TEMPLATE);
  }

  @Test
  void everyParameterIsInTheGuide() throws IOException {
    var guide = Files.readString(Home.file("docs/athena.md"));

    template
        .at("/Parameters")
        .fieldNames()
        .forEachRemaining(parameter -> assertThat(guide).contains("`" + parameter + "`"));
  }

  @Test
  void everyViewAndSavedQueryIsInTheGuide() throws IOException {
    var guide = Files.readString(Home.file("docs/athena.md"));

    for (var view : viewFiles().keySet()) {
      assertThat(guide).contains("`" + view + "`");
    }
    for (var query : deployed.ofType("AWS::Athena::NamedQuery")) {
      assertThat(guide).contains(query.path("Name").asText());
    }
  }
}

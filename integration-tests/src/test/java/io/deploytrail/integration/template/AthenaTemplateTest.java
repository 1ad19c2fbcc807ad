package io.deploytrail.integration.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import io.deploytrail.pulumi.SessionNameTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// template-athena.yaml, as CloudFormation deploys it, holds the SQL files of athena/, and what
/// linters do not find in it.
final class AthenaTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEMPLATES =
      "${organization.name}-${stack.name}-${deployment.id} v${deployment.version}";
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "TrailBucket", "acme-trail",
          "Accounts", "111122223333 444455556666",
          "Regions", "us-east-1 eu-west-1",
          "SessionNameTemplates", TEMPLATES,
          "Organizations", "acme Acme-Labs",
          "DamagedFiles", "s3://acme-trail/AWSLogs/a.json.gz s3://acme-trail/AWSLogs/b.json.gz");

  /// Of what the Data Catalog and Athena take ("AWS Glue endpoints and quotas",
  /// "CreateNamedQuery").
  private static final int LONGEST_VIEW_TEXT = 409_600;

  private static final int LONGEST_QUERY = 262_144;

  /// In bytes, in a bucket ("AWS CloudFormation quotas").
  private static final int LARGEST_TEMPLATE = 1_000_000;

  private static final Pattern INNERMOST_ROW = Pattern.compile("row\\(([^()]*)\\)");

  private final Template template = Template.read(Template.ATHENA);
  private final DeployedTemplate deployed = DeployedTemplate.of(Template.ATHENA, PARAMETERS);

  /// The files of that folder by their names without `.sql`, without the last line's end.
  private static Map<String, String> files(String folder) throws IOException {
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
  private static Map<String, String> viewFiles() throws IOException {
    var views = files("views");
    for (var step : JSON.readTree(Home.file("athena/views/steps.json").toFile()).properties()) {
      var sql = Objects.requireNonNull(views.remove(step.getKey()), step.getKey());
      for (var view : step.getValue().properties()) {
        views.put(view.getKey(), sql.replace("${Previous}", view.getValue().asText()));
      }
    }
    return views;
  }

  private static JsonNode columnsOfViews() throws IOException {
    return JSON.readTree(Home.file("athena/views/columns.json").toFile());
  }

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
                + "session_chain|denied_assumptions|suspect_names|stack_actions|resource_timeline)\\b");
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

  private static JsonNode trail(Map<String, String> more) {
    var parameters = new HashMap<>(PARAMETERS);
    parameters.putAll(more);
    return DeployedTemplate.of(Template.ATHENA, parameters)
        .properties("CloudtrailLogs")
        .path("TableInput");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', s3://acme-trail/AWSLogs/",
    "main/, '', s3://acme-trail/main/AWSLogs/",
    "'', o-a1b2c3d4e5, s3://acme-trail/AWSLogs/o-a1b2c3d4e5/",
    "main/, o-a1b2c3d4e5, s3://acme-trail/main/AWSLogs/o-a1b2c3d4e5/",
  })
  void partitionsLieWhereCloudTrailWrites(String prefix, String organization, String root) {
    var trail = trail(Map.of("TrailPrefix", prefix, "OrganizationId", organization));

    assertThat(trail.at("/StorageDescriptor/Location").asText()).isEqualTo(root);
    assertThat(trail.at("/Parameters/storage.location.template").asText())
        .isEqualTo(root + "${account}/CloudTrail/${region}/${day}");
  }

  @Test
  void everyPartitionKeyIsProjected() {
    var trail = trail(Map.of("FirstDay", "2026/03/01"));
    var parameters = trail.path("Parameters");
    var keys =
        Template.list(trail.path("PartitionKeys")).stream()
            .map(key -> key.path("Name").asText())
            .toList();
    var projected =
        parameters.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.matches("projection\\..*\\.type"))
            .map(name -> name.replaceAll("^projection\\.|\\.type$", ""))
            .toList();

    assertThat(keys).containsExactly("account", "region", "day").isEqualTo(projected);
    assertThat(parameters.path("projection.enabled").asText()).isEqualTo("true");
    assertThat(parameters.path("projection.account.values").asText())
        .isEqualTo("111122223333,444455556666");
    assertThat(parameters.path("projection.region.values").asText())
        .isEqualTo("us-east-1,eu-west-1");
    assertThat(parameters.path("projection.day.format").asText()).isEqualTo("yyyy/MM/dd");
    assertThat(parameters.path("projection.day.range").asText()).isEqualTo("2026/03/01,NOW");
  }

  @Test
  void columnsOfTheTrailHaveTypesThatHiveReads() {
    var columns = Template.list(trail(Map.of()).at("/StorageDescriptor/Columns"));
    var name = "[a-z0-9]+";

    assertThat(columns).hasSizeGreaterThan(25);
    for (var column : columns) {
      assertThat(column.path("Name").asText()).matches(name);
      // Reduced from the inside: a struct or array of text is as good as text.
      var type = column.path("Type").asText();
      for (var reduced = ""; !reduced.equals(type); ) {
        reduced = type;
        type =
            type.replace("map<string,string>", "string")
                .replaceAll("array<string>", "string")
                .replaceAll("struct<" + name + ":string(," + name + ":string)*>", "string");
      }
      assertThat(type).as(column.toString()).isEqualTo("string");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "\\", "\n", "a\nb", "a'b", "a\"b", "a b'", "${x}'", "`", ";"})
  void noTextThatEntersSqlOrJsonHoldsWhatWouldEndIt(String text) {
    for (var parameter :
        List.of(
            "TrailBucket",
            "TrailPrefix",
            "OrganizationId",
            "TrailKeyArn",
            "Accounts",
            "Regions",
            "FirstDay",
            "Providers",
            "SessionNameTemplates",
            "Organizations",
            "DamagedFiles",
            "DatabaseName")) {
      for (var value : List.of(text, text + "/", "acme" + text, "acme " + text + " acme")) {
        assertThat(template.takes(parameter, value)).as(parameter + " = " + value).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Accounts, 111122223333",
    "Accounts, 111122223333 444455556666",
    "Regions, us-east-1 ap-southeast-2 us-gov-west-1",
    "TrailPrefix, ''",
    "TrailPrefix, logs/",
    "TrailPrefix, a/b-c/",
    "OrganizationId, ''",
    "OrganizationId, o-a1b2c3d4e5",
    "FirstDay, 2026/01/31",
    "Providers, api.pulumi.com/oidc pulumi.acme.example:8443/oidc",
    "Organizations, acme Acme-Labs a.b_c",
    "SessionNameTemplates, ''",
    "DamagedFiles, ''",
    "DamagedFiles, s3://acme-trail/team=a+b@c/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a_Z.json.gz",
    "TrailKeyArn, arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  })
  void usualValuesAreTaken(String parameter, String value) {
    assertThat(template.takes(parameter, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Accounts, ''",
    "Accounts, '111122223333,444455556666'",
    "Accounts, 11112222333",
    "Regions, ''",
    "Regions, 'us-east-1,eu-west-1'",
    "Regions, us-east-1a",
    "TrailPrefix, logs",
    "TrailPrefix, /",
    "FirstDay, 2026-01-31",
    "FirstDay, 2026/13/01",
    "FirstDay, NOW",
    "Providers, ''",
    "Providers, https://api.pulumi.com/oidc",
    "Organizations, 'acme,web'",
    "DamagedFiles, AWSLogs/a.json.gz",
    "DamagedFiles, 's3://acme-trail/a.json.gz,s3://acme-trail/b.json.gz'",
    "DatabaseName, DeployTrail",
  })
  void unusualValuesAreRefused(String parameter, String value) {
    assertThat(template.takes(parameter, value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${organization.name}-${project.name}-${stack.name}-${deployment.id}",
        "pulumi-${deployment.version}-${deployment.id}",
        "${stack.name}${operation}=${deployment.operation},a.b@c+d_e",
        "pulumi-deployments"
      })
  void sessionNameTemplatesAreTakenAsTheCoreTakesThem(String text) {
    SessionNameTemplate.parse(text);

    assertThat(template.takes("SessionNameTemplates", text)).isTrue();
    assertThat(template.takes("SessionNameTemplates", text + " " + text)).isTrue();
    assertThat(template.takes("SessionNameTemplates", text + "  " + text)).isFalse();
    assertThat(template.takes("SessionNameTemplates", text + "${user.name}")).isFalse();
  }

  @Test
  void analystsQueriesEndAtTheScanLimit() {
    var limited =
        DeployedTemplate.of(Template.ATHENA, Map.of("ScanLimit", "250"))
            .properties("WorkGroup")
            .path("WorkGroupConfiguration");

    assertThat(limited.path("BytesScannedCutoffPerQuery").asLong()).isEqualTo(250_000_000_000L);
    assertThat(limited.path("EnforceWorkGroupConfiguration").asBoolean()).isTrue();
    assertThat(limited.at("/ResultConfiguration/EncryptionConfiguration/EncryptionOption").asText())
        .isEqualTo("SSE_S3");
  }

  private static List<String> analystsMay(Map<String, String> parameters, String service) {
    var policy = DeployedTemplate.of(Template.ATHENA, parameters).properties("AnalystsPolicy");
    return Template.list(policy.at("/PolicyDocument/Statement")).stream()
        .filter(statement -> statement.path("Action").toString().contains("\"" + service + ":"))
        .flatMap(statement ->
            texts(statement.path("Action")).stream()
                .flatMap(action ->
                    texts(statement.path("Resource")).stream().map(on -> action + " " + on)))
        .sorted()
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? Template.list(oneOrMore).stream().map(JsonNode::asText).toList()
        : List.of(oneOrMore.asText());
  }

  @Test
  void analystsWriteNothingButResults() {
    assertThat(analystsMay(PARAMETERS, "s3"))
        .filteredOn(it -> !it.matches("s3:(GetObject|ListBucket|GetBucketLocation) .*"))
        .containsExactly(
            "s3:AbortMultipartUpload Bucket.Arn/results/*",
            "s3:ListMultipartUploadParts Bucket.Arn/results/*",
            "s3:PutObject Bucket.Arn/results/*");
    assertThat(analystsMay(PARAMETERS, "glue")).allMatch(it -> it.startsWith("glue:Get"));
    assertThat(analystsMay(PARAMETERS, "athena"))
        .filteredOn(it -> it.startsWith("athena:StartQueryExecution"))
        .containsExactly(
            "athena:StartQueryExecution arn:aws:athena:us-east-1:111122223333:workgroup/WorkGroup");
  }

  @Test
  void analystsReadLogFilesOfTheTrailAlone() {
    var organization = new HashMap<>(PARAMETERS);
    organization.put("OrganizationId", "o-a1b2c3d4e5");
    organization.put("TrailPrefix", "main/");

    assertThat(analystsMay(organization, "s3"))
        .contains("s3:GetObject arn:aws:s3:::acme-trail/main/AWSLogs/o-a1b2c3d4e5/*/CloudTrail/*");
    assertThat(analystsMay(organization, "kms")).isEmpty();
  }

  @Test
  void onlyAKeyThatIsNamedIsUsed() {
    var key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

    assertThat(analystsMay(Map.of("TrailKeyArn", key), "kms"))
        .containsExactly("kms:Decrypt " + key);
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

package io.deploytrail.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The stack `deploytrail-athena`, deployed by this version over the trail of two accounts in the
/// bucket `acme-trail`; a test changes what is not to be sound.
final class SoundAthena {
  static final Path TEMPLATE = Path.of("../template-athena.yaml");
  static final String LAKE = "deploytrail-athena-bucket-1";
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");

  private final LoopbackAws aws;
  private final Map<String, String> parameters = new TreeMap<>();

  SoundAthena(LoopbackAws aws) throws IOException {
    this.aws = aws;
    new YAMLMapper()
        .readTree(TEMPLATE.toFile())
        .path("Parameters")
        .propertyStream()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().path("Default").asText()));
    parameters.put("TrailBucket", "acme-trail");
    parameters.put("Accounts", String.join(" ", ACCOUNTS));
    parameter("Regions", String.join(" ", REGIONS));
    template(Files.readString(TEMPLATE));
    resources("CREATE_COMPLETE");
    accounts("AWSLogs/", ACCOUNTS.toArray(String[]::new));
    for (var account : ACCOUNTS) {
      accounts("AWSLogs/" + account + "/CloudTrail/", REGIONS.toArray(String[]::new));
    }
    logFiles(0, 0);
    logFiles(1, 1);
    lake(200, contents(1));
    alarm("OK");
  }

  void parameter(String name, String value) {
    parameters.put(name, value);
    describe(
        Map.of(
            "BucketName",
            LAKE,
            "DatabaseName",
            "deploytrail",
            "WorkGroupName",
            "deploytrail-athena"));
  }

  void withoutParameter(String name) {
    parameters.remove(name);
    describe(Map.of());
  }

  /// As after a rollback.
  void withoutOutputs() {
    describe(Map.of());
  }

  private void describe(Map<String, String> outputs) {
    aws.stack("deploytrail-athena", outputs, parameters);
  }

  /// As it was deployed from.
  void template(String text) {
    aws.xml(
        "GetTemplate",
        "<GetTemplateResponse><GetTemplateResult><TemplateBody>%s</TemplateBody></GetTemplateResult></GetTemplateResponse>"
            .formatted(text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  /// The status of `DeploymentCallsView`; all others are sound.
  void resources(String status) throws IOException {
    var summaries = new ArrayList<String>();
    for (var resource :
        new YAMLMapper().readTree(TEMPLATE.toFile()).path("Resources").properties()) {
      summaries.add(
          """
          <member><LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType>
          <ResourceStatus>%s</ResourceStatus><ResourceStatusReason>no</ResourceStatusReason></member>
          """
              .formatted(
                  resource.getKey(),
                  resource.getValue().path("Type").asText(),
                  resource.getKey().equals("DeploymentCallsView") ? status : "CREATE_COMPLETE"));
    }
    aws.xml(
        "ListStackResources",
        "<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>%s</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>"
            .formatted(String.join("", summaries)));
  }

  /// What folders are in that folder of the trail's bucket.
  void accounts(String folder, String... names) {
    var prefixes =
        Arrays.stream(names)
            .map(name ->
                "<CommonPrefixes><Prefix>%s%s/</Prefix></CommonPrefixes>".formatted(folder, name))
            .collect(Collectors.joining());
    list("acme-trail", Map.of("prefix", folder, "delimiter", "/"), 200, listing(prefixes));
  }

  /// How many log files there are of a day of the first account and Region.
  void logFiles(int daysAgo, int files) {
    var day = LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo);
    for (var account : ACCOUNTS) {
      for (var region : REGIONS) {
        var first = account.equals(ACCOUNTS.getFirst()) && region.equals(REGIONS.getFirst());
        var folder =
            "AWSLogs/%s/CloudTrail/%s/%s"
                .formatted(account, region, DateTimeFormatter.ofPattern("uuuu/MM/dd/").format(day));
        list("acme-trail", Map.of("prefix", folder), 200, contents(first ? files : 0));
      }
    }
  }

  void trail(int status, String code) {
    list("acme-trail", Map.of("prefix", "AWSLogs/"), status, error(code));
  }

  void emptyLake() {
    lake(200, contents(0));
  }

  void noLake() {
    lake(404, error("NoSuchBucket"));
  }

  private void lake(int status, String answer) {
    list(LAKE, Map.of("prefix", "lake/deployment_calls/"), status, answer);
  }

  private void list(String bucket, Map<String, String> query, int status, String answer) {
    aws.get(bucket, query, status, answer);
  }

  private static String contents(int files) {
    return listing(
        IntStream.range(0, files)
            .mapToObj(file -> "<Contents><Key>%d</Key><Size>1</Size></Contents>".formatted(file))
            .collect(Collectors.joining()));
  }

  private static String listing(String content) {
    return "<ListBucketResult><IsTruncated>false</IsTruncated>" + content + "</ListBucketResult>";
  }

  private static String error(String code) {
    return "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
  }

  void alarm(String state) {
    aws.cbor(
        "DescribeAlarms",
        200,
        Map.of(
            "MetricAlarms",
            List.of(
                Map.of(
                    "AlarmName",
                    "deploytrail-athena-LakeStaleAlarm-1",
                    "StateValue",
                    state,
                    "StateReason",
                    "Threshold Crossed",
                    "AlarmDescription",
                    "DeployTrail: take in the missing days"))));
  }
}

package io.deploytrail.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The CloudFormation stack `deploytrail` of a [SoundInstallation], deployed by this version; a
/// test changes what is not to be sound.
final class SoundStack {
  static final String INDEX = "deploytrail-IndexSessionsFunction-1";
  static final String INGEST = "deploytrail-IngestLogsFunction-1";
  static final String COLLECT = "deploytrail-CollectLogEventsFunction-1";
  static final String DESCRIPTION = "DeployTrail " + Home.version() + ", configuration 3";
  static final String LOG_FILE_QUEUE =
      "arn:aws:sqs:us-east-1:111122223333:deploytrail-LogFileQueue-1";

  private final SoundInstallation installed;
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, String> outputs = new TreeMap<>();

  SoundStack(SoundInstallation installed) throws IOException {
    this.installed = installed;
    new YAMLMapper()
        .readTree(Path.of("../template.yaml").toFile())
        .path("Parameters")
        .propertyStream()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().path("Default").asText()));
    outputs.put("SessionsTableName", "sessions");
    output("IndexSessionsFunctionName", INDEX);
    function(INDEX, "\"Version\":\"7\",\"State\":\"Active\"");
    mappings(INDEX, mapping("deploytrail-IssuanceQueue-1", "Enabled"));
    alarm("deploytrail-IssuanceQueueAgeAlarm-1", "OK");
    parameter("Organizations", "acme");
    parameter("SessionNameTemplates", "pulumi-${deployment.id}");
  }

  /// The other way: log files of the bucket `acme-trail`, which notifies EventBridge.
  void takeLogFiles() {
    output("LogFileQueueArn", LOG_FILE_QUEUE);
    output("IngestLogsFunctionName", INGEST);
    parameter("TrailBucket", "acme-trail");
    logFileRule("ENABLED");
    installed.targets(
        "LogFileRule", "deploytrail-LogFileQueue-1", "deploytrail-LogFileDeadLetters-1");
    bucket(200, "<EventBridgeConfiguration/>");
    installed.queue("deploytrail-LogFileQueue-1", 0);
    installed.queue("deploytrail-LogFileDeadLetters-1", 0);
    handled(1.0, 2.0);
    function(INGEST, "\"Version\":\"3\",\"State\":\"Active\"");
    mappings(INGEST, mapping("deploytrail-LogFileQueue-1", "Enabled"));
  }

  /// Beside [#takeLogFiles], or in its place: the records of a log group.
  void takeLogEvents() {
    output("UncollectedLogEventsUrl", "https://sqs.example/1/deploytrail-UncollectedLogEvents-1");
    output("CollectLogEventsFunctionName", COLLECT);
    parameter("TrailLogGroup", "acme-trail-logs");
    installed.queue("deploytrail-UncollectedLogEvents-1", 0);
    function(COLLECT, "\"Version\":\"2\",\"State\":\"Active\"");
  }

  /// Of the function's alias, fields of its configuration.
  void function(String name, String fields) {
    installed.aws.get(
        "functions/" + name + "/configuration",
        200,
        "{\"FunctionName\":\"%s\",\"Description\":\"%s\",%s}".formatted(name, DESCRIPTION, fields));
  }

  void mappings(String function, String mappings) {
    installed.aws.get(
        "event-source-mappings",
        Map.of("FunctionName", function + ":live"),
        200,
        "{\"EventSourceMappings\":[" + mappings + "]}");
  }

  static String mapping(String queue, String state) {
    return """
    {"UUID":"u-1","EventSourceArn":"arn:aws:sqs:us-east-1:111122223333:%s","State":"%s"}\
    """
        .formatted(queue, state);
  }

  /// What the bucket's notifications are, or an error.
  void bucket(int status, String answer) {
    installed.aws.get(
        "acme-trail",
        status,
        status == 200
            ? "<NotificationConfiguration>" + answer + "</NotificationConfiguration>"
            : "<Error><Code>" + answer + "</Code><Message>no</Message></Error>");
  }

  /// How many notifications were handled in hours of the last day.
  void handled(double... numbers) {
    var datapoints =
        Arrays.stream(numbers)
            .mapToObj(
                number -> Map.of("Timestamp", installed.issued.getEpochSecond(), "Sum", number))
            .toList();
    installed.aws.cbor(
        "GetMetricStatistics",
        "NumberOfMessagesDeleted",
        200,
        Map.of("Label", "deleted", "Datapoints", datapoints));
  }

  void logFileRule(String state) {
    installed.firstRule("deploytrail-LogFileRule-1", state);
  }

  /// The first page of the alarms has one that is not on.
  void alarm(String name, String state) {
    installed.aws.cbor(
        "DescribeAlarms",
        200,
        Map.of(
            "MetricAlarms",
            List.of(alarmOf("deploytrail-IndexSessionsErrorsAlarm-1", "INSUFFICIENT_DATA")),
            "NextToken",
            "the-second-page"));
    installed.aws.cbor(
        "DescribeAlarms",
        "the-second-page",
        200,
        Map.of("MetricAlarms", List.of(alarmOf(name, state))));
  }

  private static Map<String, String> alarmOf(String name, String state) {
    return Map.of(
        "AlarmName",
        name,
        "StateValue",
        state,
        "StateReason",
        "Threshold Crossed",
        "AlarmDescription",
        "DeployTrail: look into the log");
  }

  private void output(String name, String value) {
    outputs.put(name, value);
  }

  void parameter(String name, String value) {
    parameters.put(name, value);
    describe();
  }

  void withoutParameter(String name) {
    parameters.remove(name);
    describe();
  }

  private void describe() {
    installed.aws.stack("deploytrail", outputs, parameters);
  }
}

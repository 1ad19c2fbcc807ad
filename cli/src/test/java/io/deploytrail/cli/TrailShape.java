package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The shapes in which records are read, as docs/cli.md lists them, each with an example that holds
/// given records.
enum TrailShape {
  LOG_FILE(
      "CloudTrail's log files: `{\"Records\":[…]}`",
      records -> "{\"Records\":[" + commas(records) + "]}"),
  LINES(
      "one record a line, or one after another: Firehose, EventBridge archives",
      records -> String.join("\n", records)),
  ARRAY("an array of records", records -> "[" + commas(records) + "]"),
  ARRAY_OF_TEXTS("an array of records as text", records -> "[" + commas(texts(records)) + "]"),
  LOOKED_UP(
      "LookupEvents, as the AWS CLI prints it: `{\"Events\":[{\"CloudTrailEvent\":\"…\"}]}`",
      records ->
          "{\"Events\":[" + each(records, "{\"EventId\":\"x\",\"CloudTrailEvent\":%s}") + "]}"),
  EVENT_BRIDGE(
      "EventBridge events, with the record as `detail`",
      records ->
          objects(
              records,
              "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":%s}\n")),
  LOG_EVENTS(
      "CloudWatch Logs, `filter-log-events` and `get-log-events`: `{\"events\":[{\"message\":\"…\"}]}`",
      records ->
          "{\n  \"events\": ["
              + each(
                  records,
                  "{\"logStreamName\":\"s\",\"timestamp\":1,\"message\":%s,\"eventId\":\"3\"}")
              + "],\n\"searchedLogStreams\": []}"),
  SUBSCRIPTION(
      "CloudWatch Logs subscriptions: `{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[…]}`, one after another, with control messages among them",
      records ->
          controlMessage()
              + objects(
                  texts(records),
                  "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"subscriptionFilters\":[\"f\"],\"logEvents\":[{\"id\":\"3\",\"timestamp\":1,\"message\":%s}]}")
              + controlMessage()),
  LOG_EXPORT(
      "CloudWatch Logs exports, `aws logs tail`, and other lines with a time before the JSON",
      records ->
          "2026-11-20T09:00:00.000Z "
              + String.join(
                  "\n2026-11-20T09:00:01+00:00 111122223333_CloudTrail_us-east-1 ", records)
              + "\n"),
  INSIGHTS(
      "CloudWatch Logs Insights, `get-query-results` with `@message`: `{\"results\":[[{\"field\":\"@message\",\"value\":\"…\"}]]}`",
      records ->
          "{\"queryLanguage\":\"CWLI\",\"results\":["
              + each(
                  records,
                  "[{\"field\":\"@timestamp\",\"value\":\"x\"},{\"field\":\"@message\",\"value\":%s},{\"field\":\"@ptr\",\"value\":\"y\"}]")
              + "],\"status\":\"Complete\"}"),
  INSIGHTS_CONSOLE(
      "CloudWatch Logs Insights, as the console saves it: `[{\"@message\":{…}}]`",
      records ->
          "["
              + commas(
                  records.stream()
                      .map(each -> "{\"@timestamp\":\"x\",\"@message\":" + each + "}")
                      .toList())
              + "]"),
  SEARCH(
      "Elasticsearch and OpenSearch, a search: `{\"hits\":{\"hits\":[{\"_source\":{…}}]}}`",
      records ->
          "{\"took\":1,\"hits\":{\"total\":{\"value\":2},\"hits\":["
              + commas(
                  records.stream()
                      .map("{\"_index\":\"i\",\"_id\":\"1\",\"_source\":%s}"::formatted)
                      .toList())
              + "]}}"),
  SOURCE(
      "Elasticsearch and OpenSearch, a document a line: `{\"_source\":{…}}`",
      records -> objects(records, "{\"_index\":\"i\",\"_source\":%s}\n")),
  ORIGINAL(
      "Elastic Common Schema with `event.original`, bare or in `_source`",
      records ->
          objects(
              texts(records),
              "{\"_source\":{\"@timestamp\":\"x\",\"event\":{\"action\":\"a\",\"original\":%s}}}\n")),
  SPLUNK_EXPORT(
      "Splunk, an export: `{\"result\":{\"_raw\":\"…\"}}`",
      records ->
          objects(texts(records), "{\"preview\":false,\"offset\":0,\"result\":{\"_raw\":%s}}\n")),
  SPLUNK_RESULTS(
      "Splunk, results: `{\"results\":[{\"_raw\":\"…\"}]}`",
      records ->
          "{\"preview\":false,\"results\":["
              + each(records, "{\"_raw\":%s,\"source\":\"s\"}")
              + "]}"),
  SPLUNK_COLLECTOR(
      "Splunk's HTTP Event Collector: `{\"event\":{…}}`, as an object or as text",
      records ->
          "{\"time\":1,\"event\":"
              + records.getFirst()
              + "}"
              + objects(texts(records.subList(1, records.size())), "{\"time\":1,\"event\":%s}")),
  LAKE(
      "CloudTrail Lake, `get-query-results` with `eventJson`: `{\"QueryResultRows\":[[{\"eventJson\":\"…\"}]]}`",
      records ->
          "{\"QueryStatus\":\"FINISHED\",\"QueryResultRows\":["
              + each(records, "[{\"eventTime\":\"x\"},{\"eventJson\":%s}]")
              + "]}"),
  RECORD_COLUMN(
      "CSV with a column that holds the record: `eventJson` (CloudTrail Lake), `@message` (CloudWatch Logs Insights), `_raw` (Splunk)",
      records ->
          "eventTime,eventJson\r\n"
              + records.stream().map(each -> "x," + cell(each)).collect(joining("\r\n"))),
  CSV(
      "CSV with the columns of a record, as Athena writes it: at least `eventid`, `eventtime`, `eventsource`, `eventname`, `useridentity`, `errorcode`, `requestparameters` and `responseelements`",
      TrailShape::athena);

  final String described;
  private final Function<List<String>, String> content;

  TrailShape(String described, Function<List<String>, String> content) {
    this.described = described;
    this.content = content;
  }

  byte[] of(List<String> records) {
    return content.apply(records).getBytes(UTF_8);
  }

  private static String controlMessage() {
    return "{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"CloudwatchLogs\",\"logEvents\":[{\"id\":\"\",\"timestamp\":1,\"message\":\"CWL CONTROL MESSAGE: Checking health of destination Firehose.\"}]}";
  }

  private static String commas(List<String> values) {
    return String.join(",", values);
  }

  private static List<String> texts(List<String> records) {
    return records.stream().map(TrailShape::text).toList();
  }

  private static String text(String record) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(record)) + "\"";
  }

  /// Each record as text in that format, with commas between them.
  private static String each(List<String> records, String format) {
    return texts(records).stream().map(format::formatted).collect(joining(",\n"));
  }

  private static String objects(List<String> values, String format) {
    return values.stream().map(format::formatted).collect(joining());
  }

  private static String cell(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static final List<String> COLUMNS =
      List.of(
          "eventVersion",
          "userIdentity",
          "eventTime",
          "eventSource",
          "eventName",
          "awsRegion",
          "errorCode",
          "errorMessage",
          "requestParameters",
          "responseElements",
          "eventID",
          "recipientAccountId");

  private static String athena(List<String> records) {
    return cells(COLUMNS.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList())
        + records.stream().map(TrailShape::row).collect(joining());
  }

  private static String row(String record) {
    try {
      var json = new ObjectMapper().readTree(record);
      return cells(
          COLUMNS.stream()
              .map(name -> json.path(name))
              .map(value ->
                  value.isNull() || value.isMissingNode()
                      ? ""
                      : value.isTextual() ? value.asText() : value.toString())
              .toList());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String cells(List<String> cells) {
    return cells.stream().map(TrailShape::cell).collect(joining(",")) + "\n";
  }
}

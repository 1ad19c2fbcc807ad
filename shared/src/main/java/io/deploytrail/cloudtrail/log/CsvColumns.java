package io.deploytrail.cloudtrail.log;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the columns of a CSV hold: a record each row, as text in one of them, or its fields, as
/// Athena names them.
record CsvColumns(List<String> names) {
  /// Of CloudTrail Lake, CloudWatch Logs Insights, Splunk, the event history and Elastic.
  private static final List<String> RECORD =
      List.of("eventjson", "@message", "_raw", "cloudtrailevent", "event.original", "message");

  private static final List<String> NEEDED =
      List.of(
          "eventID",
          "eventTime",
          "eventSource",
          "eventName",
          "userIdentity",
          "errorCode",
          "requestParameters",
          "responseElements");

  /// The fields of a record, by Athena's name of the column.
  private static final Map<String, String> FIELDS =
      Stream.concat(
              NEEDED.stream(),
              Stream.of(
                  "eventVersion",
                  "awsRegion",
                  "sourceIPAddress",
                  "userAgent",
                  "errorMessage",
                  "additionalEventData",
                  "requestID",
                  "readOnly",
                  "resources",
                  "eventType",
                  "apiVersion",
                  "recipientAccountId",
                  "serviceEventDetails",
                  "sharedEventID",
                  "vpcEndpointId",
                  "managementEvent",
                  "eventCategory",
                  "addendum"))
          .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

  CsvColumns {
    names = names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /// Whether they may be a trail's.
  boolean areARecords() {
    return recordColumn().isPresent() || hasName("eventid") || hasName("event id");
  }

  private boolean hasName(String name) {
    return names.contains(name);
  }

  private Optional<String> recordColumn() {
    return RECORD.stream().filter(this::hasName).findFirst();
  }

  /// Why its rows are no records, if so, and the way out.
  Optional<String> lack() {
    if (recordColumn().isPresent()) {
      return Optional.empty();
    }
    if (hasName("event id")) {
      return Optional.of(
          "it is CSV of the CloudTrail console, which leaves out who was given which session; download the event history as JSON");
    }
    var missing =
        NEEDED.stream()
            .filter(name -> !hasName(name.toLowerCase(Locale.ROOT)))
            .collect(joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("it is CSV of records without the columns " + missing + "; select them too");
  }

  /// The record in that row, as JSON.
  String record(List<String> row) {
    var column = recordColumn();
    if (column.isPresent()) {
      var at = names.indexOf(column.get());
      return at < row.size() ? row.get(at) : "";
    }
    var fields = new ArrayList<String>();
    for (var at = 0; at < Math.min(names.size(), row.size()); at++) {
      var name = FIELDS.get(names.get(at));
      if (name != null && !row.get(at).isEmpty()) {
        fields.add("\"" + name + "\":" + json(row.get(at)));
      }
    }
    return "{" + String.join(",", fields) + "}";
  }

  private static String json(String cell) {
    return isJson(cell)
        ? cell
        : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(cell)) + "\"";
  }

  /// Whether the cell is an object or a list, as `requestParameters` is, and not text that begins
  /// like one.
  private static boolean isJson(String cell) {
    if (!cell.startsWith("{") && !cell.startsWith("[")) {
      return cell.equals("true") || cell.equals("false");
    }
    try (JsonParser parser = RecordReader.parser(cell)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}

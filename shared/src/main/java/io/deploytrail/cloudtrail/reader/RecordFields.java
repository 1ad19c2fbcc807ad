package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/// The fields of one record that the rules need, gathered in whatever order they come; everything
/// else is skipped. Of a field that comes twice, the last counts.
final class RecordFields {
  private static final FieldNames NAMES =
      new FieldNames(
          "eventID",
          "eventTime",
          "eventSource",
          "eventName",
          "eventType",
          "recipientAccountId",
          "awsRegion",
          "sharedEventID",
          "errorCode",
          "errorMessage",
          "sourceIPAddress",
          "userAgent",
          "addendum",
          "userIdentity",
          "requestParameters",
          "responseElements");
  private static final FieldNames ADDENDUM = new FieldNames("originalEventID");

  private final TypedValues values = new TypedValues();

  Optional<String> eventId = Optional.empty();
  Optional<String> eventTime = Optional.empty();
  Optional<String> eventSource = Optional.empty();
  Optional<String> eventName = Optional.empty();
  Optional<String> eventType = Optional.empty();
  Optional<String> account = Optional.empty();
  Optional<String> region = Optional.empty();
  Optional<String> sharedEventId = Optional.empty();
  Optional<String> corrects = Optional.empty();
  Optional<String> errorCode = Optional.empty();
  Optional<String> errorMessage = Optional.empty();
  Optional<String> sourceIpAddress = Optional.empty();
  Optional<String> userAgent = Optional.empty();

  IdentityFields identity = new IdentityFields();
  RequestFields request = new RequestFields();
  ResponseFields response = new ResponseFields();

  /// Reads a field at the top of a record.
  void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "eventID" -> eventId = values.text(json);
      case "eventTime" -> eventTime = values.text(json);
      case "eventSource" -> eventSource = values.text(json);
      case "eventName" -> eventName = values.text(json);
      case "eventType" -> eventType = values.text(json);
      case "recipientAccountId" -> account = values.account(json);
      case "awsRegion" -> region = values.text(json);
      case "sharedEventID" -> sharedEventId = values.filledText(json);
      case "errorCode" -> errorCode = values.filledText(json);
      case "errorMessage" -> errorMessage = values.filledText(json);
      case "sourceIPAddress" -> sourceIpAddress = values.text(json);
      case "userAgent" -> userAgent = Json.text(json);
      case "addendum" -> values.object(name, json, this::addendum);
      case "userIdentity" -> identity = IdentityFields.read(json);
      case "requestParameters" -> request = request(name, json);
      case "responseElements" -> response = response(name, json);
      default -> NAMES.read(name, json, this::field, this::inner);
    }
  }

  private Json.Field inner(String name) {
    return switch (name) {
      case "addendum" -> this::addendum;
      case "userIdentity" -> identity::field;
      case "requestParameters" -> request::field;
      case "responseElements" -> response::field;
      default -> Json::skip;
    };
  }

  private void addendum(String name, JsonParser json) throws IOException {
    if (name.equals("originalEventID")) {
      corrects = values.filledText(json);
    } else {
      ADDENDUM.read(name, json, this::addendum, _ -> Json::skip);
    }
  }

  private RequestFields request(String name, JsonParser json) throws IOException {
    var fields = new RequestFields();
    values.object(name, json, fields::field);
    return fields;
  }

  private ResponseFields response(String name, JsonParser json) throws IOException {
    var fields = new ResponseFields();
    values.object(name, json, fields::field);
    return fields;
  }

  /// What of it has another type than a record's has.
  Optional<String> problem() {
    return values.problem();
  }
}

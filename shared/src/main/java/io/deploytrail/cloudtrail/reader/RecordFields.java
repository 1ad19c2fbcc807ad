package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/// The fields of one record that the rules need, gathered in whatever order they come; everything
/// else is skipped. Of a field that comes twice, the last counts.
final class RecordFields {
  Optional<String> eventId = Optional.empty();
  Optional<String> eventTime = Optional.empty();
  Optional<String> eventSource = Optional.empty();
  Optional<String> eventName = Optional.empty();
  Optional<String> account = Optional.empty();
  Optional<String> region = Optional.empty();
  Optional<String> sharedEventId = Optional.empty();
  Optional<String> corrects = Optional.empty();
  Optional<String> errorCode = Optional.empty();
  Optional<String> errorMessage = Optional.empty();
  Optional<String> sourceIpAddress = Optional.empty();

  IdentityFields identity = new IdentityFields();
  RequestFields request = new RequestFields();
  ResponseFields response = new ResponseFields();

  /// Reads a field at the top of a record.
  void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "eventID" -> eventId = Json.text(json);
      case "eventTime" -> eventTime = Json.text(json);
      case "eventSource" -> eventSource = Json.text(json);
      case "eventName" -> eventName = Json.text(json);
      case "recipientAccountId" -> account = Json.text(json);
      case "awsRegion" -> region = Json.text(json);
      case "sharedEventID" -> sharedEventId = Json.text(json);
      case "errorCode" -> errorCode = Placeholders.none(Json.text(json));
      case "errorMessage" -> errorMessage = Placeholders.none(Json.text(json));
      case "sourceIPAddress" -> sourceIpAddress = Json.text(json);
      case "addendum" -> corrects = Json.textIn("originalEventID", json);
      case "userIdentity" -> identity = IdentityFields.read(json);
      case "requestParameters" -> request = RequestFields.read(json);
      case "responseElements" -> response = ResponseFields.read(json);
      default -> json.skipChildren();
    }
  }
}

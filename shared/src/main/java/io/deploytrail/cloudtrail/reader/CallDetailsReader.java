package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CallDetails;
import java.io.IOException;
import java.util.Optional;

/// Reads what a call's record holds beyond the rules' needs: a second look, for calls that are
/// written in full.
///
/// It takes from requests and responses only what [ActivityReader] does.
final class CallDetailsReader {
  private final ActivityReader activity;
  private Optional<String> eventTime = Optional.empty();
  private Optional<String> eventVersion = Optional.empty();
  private Optional<String> eventType = Optional.empty();
  private Optional<String> requestId = Optional.empty();
  private Optional<String> errorMessage = Optional.empty();
  private Optional<String> sourceIpAddress = Optional.empty();
  private Optional<String> vpcEndpointId = Optional.empty();
  private Optional<String> userAgent = Optional.empty();
  private Optional<String> userName = Optional.empty();
  private Optional<String> sessionIssuer = Optional.empty();

  private CallDetailsReader(Call call) {
    activity = new ActivityReader(call);
  }

  /// The details of that call, by the document in which it was read.
  static CallDetails read(Call call, JsonParser json) throws IOException {
    var reader = new CallDetailsReader(call);
    RecordOfDocument.show(json, reader::record);
    return reader.details();
  }

  private CallDetails details() {
    return new CallDetails(
        activity.activity(),
        eventTime,
        eventVersion,
        eventType,
        requestId,
        errorMessage,
        sourceIpAddress,
        vpcEndpointId,
        userAgent,
        userName,
        sessionIssuer);
  }

  private void record(String name, JsonParser json) throws IOException {
    switch (name) {
      case "eventTime" -> eventTime = Json.text(json);
      case "eventVersion" -> eventVersion = Json.text(json);
      case "eventType" -> eventType = Json.text(json);
      case "requestID" -> requestId = Json.text(json);
      case "errorMessage" -> errorMessage = Json.text(json);
      case "sourceIPAddress" -> sourceIpAddress = Json.text(json);
      case "vpcEndpointId" -> vpcEndpointId = Json.text(json);
      case "userAgent" -> userAgent = Json.text(json);
      case "userIdentity" -> Json.object(json, this::identity);
      default -> activity.record(name, json);
    }
  }

  private void identity(String name, JsonParser json) throws IOException {
    switch (name) {
      case "userName" -> userName = Json.text(json);
      case "sessionContext" -> Json.object(json, this::sessionContext);
      default -> json.skipChildren();
    }
  }

  private void sessionContext(String name, JsonParser json) throws IOException {
    if (name.equals("sessionIssuer")) {
      sessionIssuer = Json.textIn("arn", json);
    } else {
      json.skipChildren();
    }
  }
}

package io.deploytrail.cloudtrail.reader;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.PrincipalId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of one record that the rules need, gathered in whatever order they come; everything
/// else is skipped.
///
/// `credentials.sessionToken` and `secretAccessKey` are never looked at.
final class Fields {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

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

  Optional<String> callerType = Optional.empty();
  Optional<String> callerPrincipal = Optional.empty();
  Optional<String> callerKey = Optional.empty();
  Optional<String> callerArn = Optional.empty();
  Optional<String> callerAccount = Optional.empty();
  Optional<String> sessionCreated = Optional.empty();
  Optional<String> federatedProvider = Optional.empty();
  Optional<String> invokedBy = Optional.empty();
  Optional<String> userName = Optional.empty();
  Optional<String> identityProvider = Optional.empty();

  Optional<String> roleArn = Optional.empty();
  Optional<String> roleSessionName = Optional.empty();
  Optional<Long> durationSeconds = Optional.empty();
  List<String> policies = new ArrayList<>();
  Optional<String> requestedSourceIdentity = Optional.empty();

  Optional<String> issuedKey = Optional.empty();
  Optional<String> expiration = Optional.empty();
  Optional<String> assumedRoleId = Optional.empty();
  Optional<String> assumedRoleArn = Optional.empty();
  Optional<String> audience = Optional.empty();
  Optional<String> provider = Optional.empty();
  Optional<String> subject = Optional.empty();
  Optional<String> sourceIdentity = Optional.empty();

  /// Reads a field at the top of a record.
  void read(String name, JsonParser json) throws IOException {
    switch (name) {
      case "eventID" -> eventId = Json.text(json);
      case "eventTime" -> eventTime = Json.text(json);
      case "eventSource" -> eventSource = Json.text(json);
      case "eventName" -> eventName = Json.text(json);
      case "recipientAccountId" -> account = Json.text(json);
      case "awsRegion" -> region = Json.text(json);
      case "sharedEventID" -> sharedEventId = Json.text(json);
      case "errorCode" -> errorCode = Json.text(json);
      case "errorMessage" -> errorMessage = Json.text(json);
      case "addendum" -> Json.object(json, this::addendum);
      case "userIdentity" -> Json.object(json, this::userIdentity);
      case "requestParameters" -> Json.object(json, this::requestParameters);
      case "responseElements" -> Json.object(json, this::responseElements);
      default -> json.skipChildren();
    }
  }

  private void addendum(String name, JsonParser json) throws IOException {
    if (name.equals("originalEventID")) {
      corrects = Json.text(json);
      return;
    }
    json.skipChildren();
  }

  private void userIdentity(String name, JsonParser json) throws IOException {
    switch (name) {
      case "type" -> callerType = Json.text(json);
      case "principalId" -> callerPrincipal = Json.text(json);
      case "accessKeyId" -> callerKey = Json.text(json);
      case "arn" -> callerArn = Json.text(json);
      case "accountId" -> callerAccount = Json.text(json);
      case "userName" -> userName = Json.text(json);
      case "identityProvider" -> identityProvider = Json.text(json);
      case "invokedBy" -> invokedBy = Json.text(json);
      case "sessionContext" -> Json.object(json, this::sessionContext);
      default -> json.skipChildren();
    }
  }

  private void sessionContext(String name, JsonParser json) throws IOException {
    switch (name) {
      case "attributes" -> Json.object(json, this::attributes);
      case "webIdFederationData" -> Json.object(json, this::webIdFederationData);
      default -> json.skipChildren();
    }
  }

  private void attributes(String name, JsonParser json) throws IOException {
    if (name.equals("creationDate")) {
      sessionCreated = Json.text(json);
      return;
    }
    json.skipChildren();
  }

  private void webIdFederationData(String name, JsonParser json) throws IOException {
    if (name.equals("federatedProvider")) {
      federatedProvider = Json.text(json);
      return;
    }
    json.skipChildren();
  }

  private void requestParameters(String name, JsonParser json) throws IOException {
    switch (name) {
      case "roleArn" -> roleArn = Json.text(json);
      case "roleSessionName" -> roleSessionName = Json.text(json);
      case "durationSeconds" -> durationSeconds = Json.number(json);
      case "sourceIdentity" -> requestedSourceIdentity = Json.text(json);
      case "policyArns" -> policyArns(json);
      default -> json.skipChildren();
    }
  }

  /// A list of ARNs, or of objects with an `arn`.
  private void policyArns(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        Json.object(json, this::policyArn);
      } else {
        Json.text(json).ifPresent(policies::add);
      }
    }
  }

  private void policyArn(String name, JsonParser json) throws IOException {
    if (name.equals("arn")) {
      Json.text(json).ifPresent(policies::add);
      return;
    }
    json.skipChildren();
  }

  private void responseElements(String name, JsonParser json) throws IOException {
    switch (name) {
      case "credentials" -> Json.object(json, this::credentials);
      case "assumedRoleUser" -> Json.object(json, this::assumedRoleUser);
      case "audience" -> audience = Json.text(json);
      case "provider" -> provider = Json.text(json);
      case "subjectFromWebIdentityToken" -> subject = Json.text(json);
      case "sourceIdentity" -> sourceIdentity = Json.text(json);
      default -> json.skipChildren();
    }
  }

  private void credentials(String name, JsonParser json) throws IOException {
    switch (name) {
      case "accessKeyId" -> issuedKey = Json.text(json);
      case "expiration" -> expiration = Json.text(json);
      default -> json.skipChildren();
    }
  }

  private void assumedRoleUser(String name, JsonParser json) throws IOException {
    switch (name) {
      case "assumedRoleId" -> assumedRoleId = Json.text(json);
      case "arn" -> assumedRoleArn = Json.text(json);
      default -> json.skipChildren();
    }
  }

  /// The caller, by `userIdentity`.
  Caller caller() {
    return new Caller(
        callerType,
        callerPrincipal.map(PrincipalId::new),
        callerKey.map(AccessKeyId::new),
        callerArn,
        callerAccount,
        sessionCreated.flatMap(Fields::instant),
        federatedProvider,
        invokedBy);
  }

  /// A time in ISO-8601, to the millisecond; empty for another form, and for years with which
  /// nothing could be computed.
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text).truncatedTo(MILLIS))
          .filter(time -> time.isAfter(EARLIEST) && time.isBefore(LATEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

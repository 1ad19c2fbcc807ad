package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of `requestParameters` that the rules need.
final class RequestFields {
  private static final FieldNames NAMES =
      new FieldNames(
          "roleArn",
          "roleSessionName",
          "durationSeconds",
          "sourceIdentity",
          "targetPrincipal",
          "policyArns",
          "roleName",
          "assumeRolePolicyDocument",
          "policyDocument",
          "url",
          "clientIDList",
          "clientID",
          "openIDConnectProviderArn");

  private final TypedValues values = new TypedValues();

  Optional<String> roleArn = Optional.empty();
  Optional<String> roleSessionName = Optional.empty();
  Optional<Long> durationSeconds = Optional.empty();
  Optional<String> sourceIdentity = Optional.empty();
  Optional<String> targetPrincipal = Optional.empty();
  List<String> policies = List.of();
  Optional<String> roleName = Optional.empty();
  Optional<String> trustPolicy = Optional.empty();
  Optional<String> providerUrl = Optional.empty();
  Optional<List<String>> clientIds = Optional.of(List.of());
  Optional<String> clientId = Optional.empty();
  Optional<String> providerArn = Optional.empty();

  void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "roleArn" -> roleArn = Json.text(json);
      case "roleSessionName" -> roleSessionName = Json.text(json);
      case "durationSeconds" -> durationSeconds = Json.number(json);
      case "sourceIdentity" -> sourceIdentity = Json.text(json);
      case "targetPrincipal" -> targetPrincipal = values.account(json);
      case "policyArns" -> policies = policyArns(json);
      case "roleName" -> roleName = Json.text(json);
      case "assumeRolePolicyDocument", "policyDocument" -> trustPolicy = Json.text(json);
      case "url" -> providerUrl = Json.text(json);
      case "clientIDList" -> clientIds = texts(json);
      case "clientID" -> clientId = Json.text(json);
      case "openIDConnectProviderArn" -> providerArn = Json.text(json);
      default -> NAMES.read(name, json, this::field, _ -> Json::skip);
    }
  }

  /// What has another type than in a request to STS; it means nothing in a request to another
  /// service.
  Optional<String> problem() {
    return values.problem();
  }

  /// Empty if something else than a list of texts stands there.
  private static Optional<List<String>> texts(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.of(List.of());
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    var areTexts = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      var text = Json.text(json);
      areTexts &= text.isPresent();
      text.ifPresent(texts::add);
    }
    return areTexts ? Optional.of(texts) : Optional.empty();
  }

  /// A list of ARNs, or of objects with an `arn`.
  private static List<String> policyArns(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return List.of();
    }
    var policies = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      var isObject = json.currentToken() == JsonToken.START_OBJECT;
      (isObject ? Json.textIn("arn", json) : Json.text(json)).ifPresent(policies::add);
    }
    return policies;
  }
}

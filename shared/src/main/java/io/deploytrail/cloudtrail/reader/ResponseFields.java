package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/// The fields of `responseElements` that the rules need.
///
/// What no tie depends on (`expiration`, the ARN) may have another type, and is absent then. Of
/// `credentials` these are the key's id and the expiration: the session token and the secret key
/// are passed over unread.
final class ResponseFields {
  private static final FieldNames NAMES =
      new FieldNames(
          "credentials",
          "assumedRoleUser",
          "audience",
          "provider",
          "subjectFromWebIdentityToken",
          "sourceIdentity",
          "role",
          "openIDConnectProviderArn");
  private static final FieldNames ROLE =
      new FieldNames("roleName", "arn", "assumeRolePolicyDocument");
  private static final FieldNames CREDENTIALS = new FieldNames("accessKeyId", "expiration");
  private static final FieldNames USER = new FieldNames("assumedRoleId", "arn");

  private final TypedValues values = new TypedValues();

  Optional<String> accessKey = Optional.empty();
  Optional<String> expiration = Optional.empty();
  Optional<String> assumedRoleId = Optional.empty();
  Optional<String> assumedRoleArn = Optional.empty();
  Optional<String> audience = Optional.empty();
  Optional<String> provider = Optional.empty();
  Optional<String> subject = Optional.empty();
  Optional<String> sourceIdentity = Optional.empty();
  Optional<String> roleName = Optional.empty();
  Optional<String> roleArn = Optional.empty();
  Optional<String> trustPolicy = Optional.empty();
  Optional<String> providerArn = Optional.empty();

  void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "credentials" -> values.object(name, json, this::credentials);
      case "assumedRoleUser" -> values.object(name, json, this::assumedRoleUser);
      case "audience" -> audience = values.filledText(json);
      case "provider" -> provider = values.filledText(json);
      case "subjectFromWebIdentityToken" -> subject = values.filledText(json);
      case "sourceIdentity" -> sourceIdentity = Json.text(json);
      // In another service's answer it is a text.
      case "role" -> Json.object(json, this::role);
      case "openIDConnectProviderArn" -> providerArn = Json.text(json);
      default -> NAMES.read(name, json, this::field, this::inner);
    }
  }

  private Json.Field inner(String name) {
    return switch (name) {
      case "credentials" -> this::credentials;
      case "assumedRoleUser" -> this::assumedRoleUser;
      case "role" -> this::role;
      default -> Json::skip;
    };
  }

  private void credentials(String name, JsonParser json) throws IOException {
    switch (name) {
      case "accessKeyId" -> accessKey = values.filledText(json);
      case "expiration" -> expiration = Json.text(json);
      default -> CREDENTIALS.read(name, json, this::credentials, _ -> Json::skip);
    }
  }

  private void assumedRoleUser(String name, JsonParser json) throws IOException {
    switch (name) {
      case "assumedRoleId" -> assumedRoleId = values.filledText(json);
      case "arn" -> assumedRoleArn = Json.text(json);
      default -> USER.read(name, json, this::assumedRoleUser, _ -> Json::skip);
    }
  }

  private void role(String name, JsonParser json) throws IOException {
    switch (name) {
      case "roleName" -> roleName = Json.text(json);
      case "arn" -> roleArn = Json.text(json);
      case "assumeRolePolicyDocument" -> trustPolicy = Json.text(json);
      default -> ROLE.read(name, json, this::role, _ -> Json::skip);
    }
  }

  /// What has another type than in an answer of STS; it means nothing in another service's.
  Optional<String> problem() {
    return values.problem();
  }
}

package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/// The fields of `responseElements` that the rules need.
///
/// Of `credentials` these are the key's id and the expiration: the session token and the secret key
/// are passed over unread.
final class ResponseFields {
  Optional<String> accessKey = Optional.empty();
  Optional<String> expiration = Optional.empty();
  Optional<String> assumedRoleId = Optional.empty();
  Optional<String> assumedRoleArn = Optional.empty();
  Optional<String> audience = Optional.empty();
  Optional<String> provider = Optional.empty();
  Optional<String> subject = Optional.empty();
  Optional<String> sourceIdentity = Optional.empty();

  static ResponseFields read(JsonParser json) throws IOException {
    var fields = new ResponseFields();
    Json.object(json, fields::field);
    return fields;
  }

  private void field(String name, JsonParser json) throws IOException {
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
      case "accessKeyId" -> accessKey = Json.text(json);
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
}

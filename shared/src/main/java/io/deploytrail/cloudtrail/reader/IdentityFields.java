package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.PrincipalId;
import java.io.IOException;
import java.util.Optional;

/// The fields of `userIdentity` that the rules need.
final class IdentityFields {
  private Optional<String> type = Optional.empty();
  private Optional<String> accessKey = Optional.empty();
  private Optional<String> arn = Optional.empty();
  private Optional<String> account = Optional.empty();
  private Optional<String> sessionCreated = Optional.empty();
  private Optional<String> federatedProvider = Optional.empty();
  private Optional<String> invokedBy = Optional.empty();

  Optional<String> principal = Optional.empty();
  Optional<String> userName = Optional.empty();
  Optional<String> identityProvider = Optional.empty();

  static IdentityFields read(JsonParser json) throws IOException {
    var fields = new IdentityFields();
    Json.object(json, fields::field);
    return fields;
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "type" -> type = Json.text(json);
      case "principalId" -> principal = Json.text(json);
      case "accessKeyId" -> accessKey = Json.text(json);
      case "arn" -> arn = Json.text(json);
      case "accountId" -> account = Json.text(json);
      case "userName" -> userName = Json.text(json);
      case "identityProvider" -> identityProvider = Json.text(json);
      case "invokedBy" -> invokedBy = Json.text(json);
      case "sessionContext" -> Json.object(json, this::sessionContext);
      default -> json.skipChildren();
    }
  }

  private void sessionContext(String name, JsonParser json) throws IOException {
    switch (name) {
      case "attributes" -> sessionCreated = Json.textIn("creationDate", json);
      case "webIdFederationData" -> federatedProvider = Json.textIn("federatedProvider", json);
      default -> json.skipChildren();
    }
  }

  /// Who that is; `service` is the record's `sourceIPAddress` if that names a service.
  Caller caller(Optional<String> service) {
    return new Caller(
        type,
        principal.map(PrincipalId::new),
        accessKey.map(AccessKeyId::new),
        arn,
        account,
        sessionCreated.flatMap(Times::parse),
        federatedProvider,
        invokedBy.or(() -> service));
  }
}

package io.deploytrail.cloudtrail.reader;

import com.fasterxml.jackson.core.JsonParser;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.PrincipalId;
import java.io.IOException;
import java.util.Optional;

/// The fields of `userIdentity` that the rules need.
final class IdentityFields {
  private static final FieldNames NAMES =
      new FieldNames(
          "type",
          "principalId",
          "accessKeyId",
          "arn",
          "accountId",
          "userName",
          "identityProvider",
          "invokedBy",
          "sessionContext");
  private static final FieldNames CONTEXT = new FieldNames("attributes", "webIdFederationData");
  private static final FieldNames ATTRIBUTES = new FieldNames("creationDate");
  private static final FieldNames FEDERATION = new FieldNames("federatedProvider");

  private final TypedValues values = new TypedValues();
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
    fields.values.object("userIdentity", json, fields::field);
    return fields;
  }

  void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "type" -> type = values.filledText(json);
      case "principalId" -> principal = values.filledText(json);
      case "accessKeyId" -> accessKey = values.filledText(json);
      case "arn" -> arn = values.filledText(json);
      case "accountId" -> account = values.account(json);
      case "userName" -> userName = values.filledText(json);
      case "identityProvider" -> identityProvider = values.filledText(json);
      case "invokedBy" -> invokedBy = values.filledText(json);
      case "sessionContext" -> values.object(name, json, this::sessionContext);
      default -> NAMES.read(name, json, this::field, _ -> this::sessionContext);
    }
  }

  private void sessionContext(String name, JsonParser json) throws IOException {
    switch (name) {
      case "attributes" -> values.object(name, json, this::attributes);
      case "webIdFederationData" -> values.object(name, json, this::federation);
      default -> CONTEXT.read(name, json, this::sessionContext, this::inContext);
    }
  }

  private Json.Field inContext(String name) {
    return name.equals("attributes") ? this::attributes : this::federation;
  }

  private void attributes(String name, JsonParser json) throws IOException {
    if (name.equals("creationDate")) {
      sessionCreated = values.filledText(json);
    } else {
      ATTRIBUTES.read(name, json, this::attributes, _ -> Json::skip);
    }
  }

  private void federation(String name, JsonParser json) throws IOException {
    if (name.equals("federatedProvider")) {
      federatedProvider = values.filledText(json);
    } else {
      FEDERATION.read(name, json, this::federation, _ -> Json::skip);
    }
  }

  /// What of it cannot be read: something has another type than a caller's has, or is no time.
  Optional<String> problem() {
    return values
        .problem()
        .or(() ->
            sessionCreated
                .filter(created -> !Times.isOne(created))
                .map(_ -> "creationDate: a time such as 2026-11-20T09:30:00Z was expected"));
  }

  /// Who that is; `service` is the record's `sourceIPAddress` if that names a service. Throws
  /// [UnreadableRecordException] if something that is there cannot be read.
  Caller caller(Optional<String> service) {
    UnreadableRecordException.throwFor(problem());
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

package io.deploytrail.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.WebIdentity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// Writes facts in CloudTrail's own form, without secrets, so that the record reader reads them
/// back as they were.
public final class FactWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private FactWriter(JsonGenerator json) {
    this.json = json;
  }

  /// One line of JSON, without a line end.
  public static String write(Fact fact) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      new FactWriter(json).fact(fact);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory failed", e);
    }
    return text.toString();
  }

  private void fact(Fact fact) throws IOException {
    json.writeStartObject();
    event(fact.event());
    switch (fact) {
      case Root root -> root(root);
      case Link link -> link(link);
      case DeniedAttempt denied -> denied(denied);
      case RoleTrustChange change -> roleTrust(change);
      case ProviderChange change -> provider(change);
    }
    json.writeEndObject();
  }

  private void event(Event event) throws IOException {
    json.writeStringField("eventID", event.id());
    json.writeStringField("eventTime", event.time().toString());
    text("eventSource", event.source());
    text("eventName", event.name());
    text("recipientAccountId", event.account());
    text("awsRegion", event.region());
    text("sharedEventID", event.sharedEventId());
    if (event.corrects().isPresent()) {
      json.writeObjectFieldStart("addendum");
      text("originalEventID", event.corrects());
      json.writeEndObject();
    }
  }

  private void root(Root root) throws IOException {
    json.writeObjectFieldStart("responseElements");
    text("provider", present(root.identity().provider()));
    text("audience", present(root.identity().audience()));
    text("subjectFromWebIdentityToken", present(root.identity().subject()));
    session(root.session());
    json.writeEndObject();
    request(root.session());
  }

  private void link(Link link) throws IOException {
    json.writeObjectFieldStart("responseElements");
    session(link.session());
    json.writeEndObject();
    request(link.session());
    caller(link.caller());
  }

  private void denied(DeniedAttempt denied) throws IOException {
    json.writeStringField("errorCode", denied.errorCode());
    text("errorMessage", denied.errorMessage());
    text("sourceIPAddress", denied.sourceIpAddress());
    text("userAgent", denied.userAgent());
    json.writeObjectFieldStart("requestParameters");
    text("roleArn", denied.role());
    text("roleSessionName", denied.roleSessionName());
    json.writeEndObject();
    identity(denied.identity());
  }

  private void roleTrust(RoleTrustChange change) throws IOException {
    json.writeObjectFieldStart("requestParameters");
    text("roleName", Optional.of(change.role().name()));
    if (change.state() instanceof TrustState.PolicySet(var document)) {
      text(
          change.isCreation() ? "assumeRolePolicyDocument" : "policyDocument",
          Optional.of(document));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("responseElements");
    json.writeObjectFieldStart("role");
    text("arn", change.arn());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void provider(ProviderChange change) throws IOException {
    json.writeObjectFieldStart("requestParameters");
    text("openIDConnectProviderArn", Optional.of(change.provider()));
    switch (change.edit()) {
      case ProviderEdit.ProviderCreated(var audiences) -> {
        text(
            "url",
            Optional.of("https://" + change.provider().replaceFirst(".*:oidc-provider/", "")));
        json.writeArrayFieldStart("clientIDList");
        for (var audience : audiences) {
          json.writeString(audience);
        }
        json.writeEndArray();
      }
      case ProviderEdit.AudienceAdded(var audience) -> text("clientID", Optional.of(audience));
      case ProviderEdit.AudienceRemoved(var audience) -> text("clientID", Optional.of(audience));
      case ProviderEdit.ProviderDeleted _, ProviderEdit.EditNotKnown _ -> {}
    }
    json.writeEndObject();
  }

  /// As the response of a denied attempt is null, the identity stands in the caller.
  private void identity(WebIdentity identity) throws IOException {
    json.writeObjectFieldStart("userIdentity");
    json.writeStringField("type", "WebIdentityUser");
    json.writeStringField(
        "principalId", identity.provider() + ":" + identity.audience() + ":" + identity.subject());
    text("userName", present(identity.subject()));
    text("identityProvider", present(identity.provider()));
    json.writeEndObject();
  }

  private void session(Session session) throws IOException {
    json.writeObjectFieldStart("credentials");
    json.writeStringField("accessKeyId", session.accessKey().value());
    json.writeStringField("expiration", session.expiresAt().toString());
    json.writeEndObject();
    json.writeObjectFieldStart("assumedRoleUser");
    json.writeStringField("assumedRoleId", session.principal().value());
    text("arn", session.assumedRole());
    json.writeEndObject();
    text("sourceIdentity", session.sourceIdentity());
  }

  private void request(Session session) throws IOException {
    json.writeObjectFieldStart("requestParameters");
    text("roleArn", session.role());
    text("targetPrincipal", account(session));
    json.writeArrayFieldStart("policyArns");
    for (var policy : session.policies()) {
      json.writeString(policy);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// By which the reader knows the session of an `AssumeRoot`.
  private static Optional<String> account(Session session) {
    return Optional.of(session.principal()).filter(PrincipalId::isAccount).map(PrincipalId::value);
  }

  private void caller(Caller caller) throws IOException {
    json.writeObjectFieldStart("userIdentity");
    text("type", caller.type());
    text("principalId", caller.principal().map(PrincipalId::value));
    text("accessKeyId", caller.accessKey().map(AccessKeyId::value));
    text("arn", caller.arn());
    text("accountId", caller.account());
    text("invokedBy", caller.invokedBy());
    json.writeObjectFieldStart("sessionContext");
    json.writeObjectFieldStart("attributes");
    text("creationDate", caller.sessionCreated().map(Instant::toString));
    json.writeEndObject();
    json.writeObjectFieldStart("webIdFederationData");
    text("federatedProvider", caller.federatedProvider());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void text(String field, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}

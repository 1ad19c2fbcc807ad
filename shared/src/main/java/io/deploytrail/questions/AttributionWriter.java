package io.deploytrail.questions;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Candidate;
import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Warning;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes what answers of several kinds have in common, field by field, into the object that is
/// open: the event, where its session comes from, what that is named after.
final class AttributionWriter {
  private final JsonGenerator json;

  AttributionWriter(JsonGenerator json) {
    this.json = json;
  }

  void attribution(Attribution attribution) throws IOException {
    if (attribution.event().isPresent()) {
      event(attribution.event().get());
    }
    origin(attribution.origin());
  }

  void event(Event event) throws IOException {
    json.writeStringField("eventId", event.id());
    json.writeStringField("eventTime", event.time().toString());
    text("account", event.account());
    text("region", event.region());
    text("action", event.action());
  }

  void origin(Origin origin) throws IOException {
    json.writeStringField("verdict", origin.verdict().name());
    text("confidence", origin.confidence().map(Enum::name));
    named(origin.deployment(), origin.stated(), origin.environment());
    var excerpt = Excerpt.of(origin);
    json.writeArrayFieldStart("candidates");
    for (var candidate : excerpt.candidates()) {
      switch (candidate) {
        case Candidate.OfDeployment(var deployment) -> deployment(deployment);
        case Candidate.OfEnvironment(var environment) -> environment(environment);
      }
    }
    json.writeEndArray();
    clues(origin.clues());
    warnings(origin.warnings());
    texts("evidence", excerpt.evidence());
    sessions("chain", excerpt.chain());
    for (var count : excerpt.counts().entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    text("chainRest", excerpt.rest());
  }

  /// What a session is named after; `stated` are the deployment's fields that only the session name
  /// says.
  void named(Deployment deployment, Set<Variable> stated, Optional<Environment> environment)
      throws IOException {
    if (!deployment.fields().isEmpty()) {
      json.writeFieldName("deployment");
      deployment(deployment);
    }
    stated(stated);
    if (environment.isPresent()) {
      json.writeFieldName("environment");
      environment(environment.get());
    }
  }

  private void stated(Set<Variable> stated) throws IOException {
    if (!stated.isEmpty()) {
      texts("stated", stated.stream().map(Variable::field).toList());
    }
  }

  private void deployment(Deployment deployment) throws IOException {
    json.writeStartObject();
    for (var field : deployment.fields().entrySet()) {
      json.writeFieldName(field.getKey().field());
      if (field.getKey() == Variable.VERSION) {
        json.writeNumber(field.getValue());
      } else {
        json.writeString(field.getValue());
      }
    }
    text("url", deployment.url().map(Object::toString));
    json.writeEndObject();
  }

  private void environment(Environment environment) throws IOException {
    json.writeStartObject();
    json.writeStringField("organization", environment.organization());
    text("name", environment.name());
    text("root", environment.root());
    text("user", environment.user());
    json.writeEndObject();
  }

  void clues(Map<Variable, String> clues) throws IOException {
    if (clues.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("clues");
    for (var clue : clues.entrySet()) {
      json.writeStringField(clue.getKey().field(), clue.getValue());
    }
    json.writeEndObject();
  }

  void sessions(String field, List<Issuance> issuances) throws IOException {
    json.writeArrayFieldStart(field);
    for (var issuance : issuances) {
      var session = issuance.session();
      json.writeStartObject();
      json.writeStringField("accessKeyId", session.accessKey().value());
      json.writeStringField("principal", session.principal().value());
      text("role", session.role());
      json.writeStringField("issuedAt", session.issuedAt().toString());
      json.writeStringField("expiresAt", session.expiresAt().toString());
      json.writeStringField("issuedBy", issuance.event().id());
      texts("policies", session.policies());
      text("sourceIdentity", session.sourceIdentity());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void warnings(Collection<Warning> warnings) throws IOException {
    texts("warnings", warnings.stream().map(Warning::name).toList());
  }

  void texts(String field, Collection<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (var value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  void text(String field, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }
}

package io.deploytrail.questions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.permissions.policy.GrantedResource;
import io.deploytrail.permissions.policy.NeededAction;
import io.deploytrail.permissions.policy.PolicyComparison;
import io.deploytrail.permissions.policy.PolicyDocument;
import io.deploytrail.permissions.policy.StackRole;
import io.deploytrail.permissions.policy.UnknownCall;
import io.deploytrail.trust.TrustPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes what a stack needs of IAM.
final class PolicyWriter {
  private static final JsonMapper ANY_JSON = new JsonMapper();

  private final JsonGenerator json;
  private final AttributionWriter parts;

  PolicyWriter(JsonGenerator json, AttributionWriter parts) {
    this.json = json;
    this.parts = parts;
  }

  void leastPrivilege(LeastPrivilegeAnswer answer) throws IOException {
    json.writeStartObject();
    json.writeStringField("stack", answer.stack().toString());
    json.writeObjectFieldStart("runs");
    for (var runs : answer.runs().entrySet()) {
      json.writeNumberField(runs.getKey().isEmpty() ? "unknown" : runs.getKey(), runs.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("policies");
    for (var role : answer.policies().roles()) {
      for (var document : role.documents()) {
        policy(role, document);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("actions");
    for (var action : answer.policies().actions()) {
      action(action);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unknown");
    for (var call : answer.policies().unknown()) {
      unknown(call);
    }
    json.writeEndArray();
    if (answer.comparison().isPresent()) {
      comparison(answer.comparison().get());
    }
    parts.texts("notes", answer.notes());
    json.writeObjectFieldStart("data");
    json.writeStringField("source", answer.data().source());
    json.writeStringField("version", answer.data().version());
    json.writeStringField("date", answer.data().date().toString());
    json.writeEndObject();
    parts.texts("searched", answer.searched());
    parts.texts("notSearched", answer.notSearched());
    json.writeEndObject();
  }

  private void policy(StackRole role, PolicyDocument document) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", document.name());
    parts.text("role", role.role());
    raw("document", document.json().toString());
    trust(role.trust());
    json.writeEndObject();
  }

  /// One policy alone is `trust`; several are for as many roles.
  private void trust(List<TrustPolicy> policies) throws IOException {
    if (policies.size() == 1) {
      raw("trust", policies.getFirst().text());
    } else if (!policies.isEmpty()) {
      json.writeArrayFieldStart("trustRoles");
      for (var policy : policies) {
        json.writeRawValue(oneLine(policy.text()));
      }
      json.writeEndArray();
    }
  }

  private void action(NeededAction action) throws IOException {
    json.writeStartObject();
    json.writeStringField("action", action.action());
    json.writeStringField("label", action.label().name());
    parts.texts("resources", action.resources().stream().map(GrantedResource::text).toList());
    if (!action.conditions().isEmpty()) {
      json.writeObjectFieldStart("conditions");
      for (var condition :
          action.conditions().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
        json.writeStringField(condition.getKey(), condition.getValue());
      }
      json.writeEndObject();
    }
    json.writeNumberField("calls", action.calls());
    json.writeStringField("first", action.first().toString());
    json.writeStringField("last", action.last().toString());
    json.writeStringField("example", action.example());
    parts.text("reason", action.reason());
    json.writeEndObject();
  }

  private void unknown(UnknownCall call) throws IOException {
    json.writeStartObject();
    json.writeStringField("call", call.name());
    parts.texts("reasons", call.reasons());
    json.writeNumberField("calls", call.calls());
    json.writeStringField("first", call.first().toString());
    json.writeStringField("last", call.last().toString());
    json.writeStringField("example", call.example());
    json.writeEndObject();
  }

  private void comparison(PolicyComparison comparison) throws IOException {
    json.writeArrayFieldStart("lacking");
    for (var lacking : comparison.lacking()) {
      json.writeStartObject();
      json.writeStringField("action", lacking.action());
      parts.texts("resources", lacking.resources());
      json.writeBooleanField("certain", lacking.isCertain());
      json.writeStringField("example", lacking.example());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unused");
    for (var unused : comparison.unused()) {
      json.writeStartObject();
      json.writeStringField("statement", unused.statement());
      json.writeStringField("action", unused.action());
      json.writeStringField("standing", unused.standing().name());
      parts.texts("seen", unused.seen());
      json.writeStringField("reason", unused.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void raw(String field, String text) throws IOException {
    json.writeFieldName(field);
    json.writeRawValue(oneLine(text));
  }

  private static String oneLine(String text) throws IOException {
    return ANY_JSON.readTree(text).toString();
  }
}

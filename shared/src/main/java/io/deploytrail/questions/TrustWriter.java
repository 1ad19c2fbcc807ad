package io.deploytrail.questions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.questions.Answer.RoleTrustAnswer;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.TryAnswer;
import io.deploytrail.trust.width.NarrowPolicy;
import io.deploytrail.trust.width.TrustWidth;
import io.deploytrail.trust.width.UsedSubject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Writes what is known of a role's trust.
final class TrustWriter {
  private static final JsonMapper ANY_JSON = new JsonMapper();

  private final JsonGenerator json;
  private final AttributionWriter parts;

  TrustWriter(JsonGenerator json, AttributionWriter parts) {
    this.json = json;
    this.parts = parts;
  }

  void tried(TryAnswer result) throws IOException {
    json.writeStartObject();
    parts.text("role", result.role());
    if (result.allowed() != Decision.UNDECIDED) {
      json.writeBooleanField("allowed", result.allowed() == Decision.YES);
    }
    parts.text("cause", result.cause().map(Enum::name));
    parts.text("certainty", result.certainty().map(Enum::name));
    var mismatch = result.mismatch();
    parts.text("part", mismatch.flatMap(TryAnswer.Mismatch::part).map(Object::toString));
    parts.text("statement", mismatch.map(TryAnswer.Mismatch::statement));
    condition(mismatch.flatMap(TryAnswer.Mismatch::condition));
    parts.text("actual", mismatch.flatMap(TryAnswer.Mismatch::actual));
    parts.text("nearest", mismatch.flatMap(TryAnswer.Mismatch::nearest));
    policy("fix", result.fix());
    parts.texts("otherCauses", result.otherCauses().stream().map(Enum::name).toList());
    parts.texts("evidence", result.evidence());
    parts.texts("notDecided", result.notDecided());
    json.writeEndObject();
  }

  private void condition(Optional<TryAnswer.AskedCondition> condition) throws IOException {
    if (condition.isPresent()) {
      json.writeObjectFieldStart("condition");
      json.writeStringField("operator", condition.get().operator());
      json.writeStringField("key", condition.get().key());
      parts.texts("expected", condition.get().expected());
      json.writeEndObject();
    }
  }

  void role(RoleTrustAnswer answer) throws IOException {
    json.writeStartObject();
    parts.text("role", answer.role());
    if (answer.width().isPresent()) {
      width(answer.width().get());
    }
    json.writeArrayFieldStart("used");
    for (var used : answer.used()) {
      used(used);
    }
    json.writeEndArray();
    var policies = answer.narrowest().map(NarrowPolicy::policies).orElse(List.of());
    if (policies.size() == 1) {
      policy("narrowest", Optional.of(policies.getFirst().text()));
    } else if (!policies.isEmpty()) {
      json.writeArrayFieldStart("narrowestRoles");
      for (var policy : policies) {
        json.writeRawValue(ANY_JSON.readTree(policy.text()).toString());
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("wouldRefuse");
    for (var used : answer.narrowest().map(NarrowPolicy::wouldRefuse).orElse(List.of())) {
      used(used);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (var finding : answer.findings()) {
      json.writeStartObject();
      json.writeStringField("finding", finding.finding().name());
      parts.text("statement", finding.statement());
      json.writeStringField("evidence", finding.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
    textsIfAny("evidence", answer.evidence());
    textsIfAny("notDecided", answer.width().map(TrustWidth::notDecided).orElse(List.of()));
    json.writeEndObject();
  }

  private void textsIfAny(String field, List<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      parts.texts(field, texts);
    }
  }

  private void width(TrustWidth width) throws IOException {
    json.writeStringField("width", width.width().name());
    json.writeObjectFieldStart("widths");
    for (var kind : width.widths().entrySet()) {
      json.writeStringField(kind.getKey().name(), kind.getValue().width().name());
    }
    json.writeEndObject();
    parts.texts("organizations", width.organizations());
    json.writeStringField("control", width.control().name());
  }

  private void used(UsedSubject used) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", used.subject());
    json.writeStringField("audience", used.audience());
    json.writeStringField("provider", used.provider().text());
    json.writeNumberField("sessions", used.sessions());
    json.writeStringField("last", used.last().toString());
    json.writeEndObject();
  }

  /// A policy's text, which is JSON, in one line.
  void policy(String name, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      json.writeFieldName(name);
      json.writeRawValue(ANY_JSON.readTree(text.get()).toString());
    }
  }
}

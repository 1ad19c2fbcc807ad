package io.deploytrail.questions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.DeploymentList;
import io.deploytrail.questions.Answer.Explanation;
import io.deploytrail.questions.Answer.MadeCall;
import io.deploytrail.questions.Answer.RanDeployment;
import io.deploytrail.questions.Answer.Refusal;
import io.deploytrail.questions.Answer.UnknownEvent;
import io.deploytrail.questions.Answer.WhoAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The one JSON form of answers. Absent values are left out, never null; times are ISO-8601 in UTC.
public final class AnswerWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final AttributionWriter parts;
  private final TrustWriter trust;
  private final PolicyWriter policies;

  private AnswerWriter(JsonGenerator json) {
    this.json = json;
    this.parts = new AttributionWriter(json);
    this.trust = new TrustWriter(json, parts);
    this.policies = new PolicyWriter(json, parts);
  }

  /// The answer as one line of JSON, without a line end.
  public static String write(Answer answer) {
    return line(writer -> writer.answer(answer));
  }

  /// The attribution as one line of JSON, without a line end.
  public static String write(Attribution attribution) {
    return line(writer -> writer.attribution(attribution, List.of(), List.of()));
  }

  /// What an attribution says of its event, as one line of JSON, without a line end.
  public static String write(Event event) {
    return line(writer -> {
      writer.json.writeStartObject();
      writer.parts.event(event);
      writer.json.writeEndObject();
    });
  }

  /// A listing without its items as one line of JSON, without a line end; without `next`, if the
  /// items that were shown do not end where it goes on.
  public static String writeRest(Answer.Listing<?> listing, boolean withNext) {
    return line(writer -> writer.rest(listing, withNext));
  }

  /// One item of a listing as one line of JSON, without a line end.
  public static String writeItem(Answer.Item item) {
    return line(writer -> writer.item(item));
  }

  private interface JsonPart {
    void write(AnswerWriter writer) throws IOException;
  }

  private static String line(JsonPart part) {
    var bytes = new ByteArrayOutputStream(1024);
    try (var json = JSON.createGenerator(bytes)) {
      part.write(new AnswerWriter(json));
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory failed", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void answer(Answer answer) throws IOException {
    switch (answer) {
      case WhoAnswer(var attribution, var searched, var notSearched) ->
          attribution(attribution, searched, notSearched);
      case UnknownEvent unknown -> unknown(unknown);
      case Answer.Listing<?> listing -> listing(listing);
      case Explanation explanation -> explanation(explanation);
      case Answer.TriedToken(var result) -> trust.tried(result);
      case Answer.RoleTrustAnswer role -> trust.role(role);
      case LeastPrivilegeAnswer needed -> policies.leastPrivilege(needed);
    }
  }

  private void attribution(Attribution attribution, List<String> searched, List<String> notSearched)
      throws IOException {
    json.writeStartObject();
    parts.attribution(attribution);
    where(searched, notSearched);
    json.writeEndObject();
  }

  private void unknown(UnknownEvent unknown) throws IOException {
    json.writeStartObject();
    json.writeStringField("eventId", unknown.eventId());
    parts.origin(unknown.origin());
    where(unknown.searched(), unknown.notSearched());
    json.writeEndObject();
  }

  private void listing(Answer.Listing<?> listing) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (var item : listing.items()) {
      item(item);
    }
    json.writeEndArray();
    aboutList(listing, true);
    json.writeEndObject();
  }

  private void rest(Answer.Listing<?> listing, boolean withNext) throws IOException {
    json.writeStartObject();
    aboutList(listing, withNext);
    json.writeEndObject();
  }

  private void aboutList(Answer.Listing<?> listing, boolean withNext) throws IOException {
    parts.text("next", listing.next().filter(_ -> withNext));
    parts.text("readAs", listing.reading());
    parts.texts("searched", listing.searched());
    parts.texts("notSearched", listing.notSearched());
    if (listing instanceof DeploymentList deployments && deployments.leftOut() > 0) {
      json.writeNumberField("leftOut", deployments.leftOut());
    }
    if (listing instanceof CallList calls && !calls.reads().isEmpty()) {
      reads(calls.reads());
    }
  }

  private void reads(List<SessionReads> sessions) throws IOException {
    json.writeArrayFieldStart("reads");
    for (var session : sessions) {
      json.writeStartObject();
      json.writeStringField("principal", session.principal().value());
      parts.text("issuedAt", session.created().map(Instant::toString));
      parts.texts("actions", session.actions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void made(MadeCall call) throws IOException {
    json.writeStartObject();
    parts.attribution(call.attribution());
    parts.texts("resources", call.resources());
    parts.text("errorCode", call.errorCode());
    json.writeEndObject();
  }

  private void item(Answer.Item item) throws IOException {
    switch (item) {
      case RanDeployment ran -> ran(ran);
      case Refusal refusal -> refusal(refusal);
      case MadeCall call -> made(call);
      case Answer.RoleTrustAnswer role -> trust.role(role);
    }
  }

  private void ran(RanDeployment ran) throws IOException {
    json.writeStartObject();
    json.writeStringField("handle", ran.handle());
    parts.named(ran.deployment(), ran.stated(), ran.environment());
    json.writeStringField("verdict", ran.verdict().name());
    json.writeStringField("confidence", ran.confidence().name());
    parts.sessions("sessions", ran.sessions());
    if (ran.areMoreSessions()) {
      json.writeBooleanField("areMoreSessions", true);
    }
    json.writeStringField("firstSeen", ran.firstSeen().toString());
    json.writeStringField("lastSeen", ran.lastSeen().toString());
    parts.texts("accounts", ran.accounts());
    parts.texts("regions", ran.regions());
    parts.warnings(ran.warnings());
    json.writeEndObject();
  }

  private void refusal(Refusal refusal) throws IOException {
    var first = refusal.first();
    json.writeStartObject();
    json.writeStringField("eventId", first.event().id());
    json.writeStringField("eventTime", first.event().time().toString());
    json.writeStringField("lastTime", refusal.lastTime().toString());
    json.writeNumberField("attempts", refusal.attempts());
    parts.text("account", first.event().account());
    parts.text("region", first.event().region());
    parts.text("role", first.role());
    parts.text("sessionName", first.roleSessionName());
    parts.text("subject", present(first.identity().subject()));
    parts.text("audience", present(first.identity().audience()));
    parts.text("provider", present(first.identity().provider()));
    parts.named(refusal.deployment(), refusal.stated(), refusal.environment());
    json.writeStringField("errorCode", first.errorCode());
    parts.text("errorMessage", first.errorMessage());
    parts.warnings(refusal.warnings());
    if (refusal.explained().isPresent()) {
      json.writeFieldName("refusal");
      trust.tried(refusal.explained().get());
    }
    json.writeEndObject();
  }

  private void explanation(Explanation explanation) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", explanation.name());
    json.writeBooleanField("presentsItself", explanation.presentsItself());
    says(explanation.reading());
    json.writeArrayFieldStart("readings");
    for (var reading : explanation.readings()) {
      json.writeStartObject();
      json.writeStringField("template", reading.template().text());
      says(reading.says());
      json.writeBooleanField("mayBeTrimmed", reading.says().mayBeTrimmed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// All of it is stated: nothing but the name says it.
  private void says(NameReading reading) throws IOException {
    parts.named(reading.facts(), reading.facts().fields().keySet(), Optional.empty());
    parts.clues(reading.clues());
  }

  private void where(List<String> searched, List<String> notSearched) throws IOException {
    if (!searched.isEmpty() || !notSearched.isEmpty()) {
      parts.texts("searched", searched);
      parts.texts("notSearched", notSearched);
    }
  }

  private static Optional<String> present(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }
}

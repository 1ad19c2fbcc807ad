package io.deploytrail.questions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Candidate;
import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Warning;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.Variable;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The one JSON form of answers. Absent values are left out, never null; times are ISO-8601 in UTC.
public final class AnswerWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private AnswerWriter(JsonGenerator json) {
    this.json = json;
  }

  /// The answer as one line of JSON, without a line end.
  public static String write(Answer answer) {
    return line(writer -> writer.answer(answer));
  }

  /// The attribution as one line of JSON, without a line end.
  public static String write(Attribution attribution) {
    return line(writer -> writer.attribution(attribution, List.of(), List.of()));
  }

  /// What an attribution tells of its event, as one line of JSON, without a line end.
  public static String write(Event event) {
    return line(writer -> {
      writer.json.writeStartObject();
      writer.event(event);
      writer.json.writeEndObject();
    });
  }

  /// A listing without its items as one line of JSON, without a line end; without `next`, if the
  /// items that were shown do not end where it goes on.
  public static String writeRest(Answer.Listing listing, boolean withNext) {
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
      case Answer.Listing listing -> listing(listing);
      case Explanation explanation -> explanation(explanation);
    }
  }

  private void attribution(Attribution attribution, List<String> searched, List<String> notSearched)
      throws IOException {
    json.writeStartObject();
    content(attribution);
    where(searched, notSearched);
    json.writeEndObject();
  }

  private void content(Attribution attribution) throws IOException {
    if (attribution.event().isPresent()) {
      event(attribution.event().get());
    }
    origin(attribution.origin());
  }

  private void event(Event event) throws IOException {
    json.writeStringField("eventId", event.id());
    json.writeStringField("eventTime", event.time().toString());
    text("account", event.account());
    text("region", event.region());
    text("action", event.action());
  }

  private void origin(Origin origin) throws IOException {
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
  private void named(Deployment deployment, Set<Variable> stated, Optional<Environment> environment)
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

  private void clues(Map<Variable, String> clues) throws IOException {
    if (clues.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("clues");
    for (var clue : clues.entrySet()) {
      json.writeStringField(clue.getKey().field(), clue.getValue());
    }
    json.writeEndObject();
  }

  private void sessions(String field, List<Issuance> issuances) throws IOException {
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

  private void unknown(UnknownEvent unknown) throws IOException {
    json.writeStartObject();
    json.writeStringField("eventId", unknown.eventId());
    json.writeStringField("verdict", "NONE");
    json.writeArrayFieldStart("candidates");
    json.writeEndArray();
    json.writeArrayFieldStart("warnings");
    json.writeEndArray();
    texts("evidence", List.of("no record with this event id was found"));
    json.writeArrayFieldStart("chain");
    json.writeEndArray();
    where(unknown.searched(), unknown.notSearched());
    json.writeEndObject();
  }

  private void listing(Answer.Listing listing) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (var item : listing.items()) {
      item(item);
    }
    json.writeEndArray();
    aboutList(listing, true);
    json.writeEndObject();
  }

  private void rest(Answer.Listing listing, boolean withNext) throws IOException {
    json.writeStartObject();
    aboutList(listing, withNext);
    json.writeEndObject();
  }

  private void aboutList(Answer.Listing listing, boolean withNext) throws IOException {
    text("next", listing.next().filter(_ -> withNext));
    texts("searched", listing.searched());
    texts("notSearched", listing.notSearched());
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
      text("issuedAt", session.created().map(Instant::toString));
      texts("actions", session.actions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void made(MadeCall call) throws IOException {
    json.writeStartObject();
    content(call.attribution());
    texts("resources", call.resources());
    text("errorCode", call.errorCode());
    json.writeEndObject();
  }

  private void item(Answer.Item item) throws IOException {
    switch (item) {
      case RanDeployment ran -> ran(ran);
      case Refusal refusal -> refusal(refusal);
      case MadeCall call -> made(call);
    }
  }

  private void ran(RanDeployment ran) throws IOException {
    json.writeStartObject();
    named(ran.deployment(), ran.stated(), ran.environment());
    json.writeStringField("verdict", ran.verdict().name());
    json.writeStringField("confidence", ran.confidence().name());
    sessions("sessions", ran.sessions());
    if (ran.areMoreSessions()) {
      json.writeBooleanField("areMoreSessions", true);
    }
    json.writeStringField("firstSeen", ran.firstSeen().toString());
    json.writeStringField("lastSeen", ran.lastSeen().toString());
    texts("accounts", ran.accounts());
    texts("regions", ran.regions());
    warnings(ran.warnings());
    json.writeEndObject();
  }

  private void refusal(Refusal refusal) throws IOException {
    var first = refusal.first();
    json.writeStartObject();
    json.writeStringField("eventId", first.event().id());
    json.writeStringField("eventTime", first.event().time().toString());
    json.writeStringField("lastTime", refusal.lastTime().toString());
    json.writeNumberField("attempts", refusal.attempts());
    text("account", first.event().account());
    text("region", first.event().region());
    text("role", first.role());
    text("sessionName", first.roleSessionName());
    text("subject", present(first.identity().subject()));
    text("audience", present(first.identity().audience()));
    text("provider", present(first.identity().provider()));
    named(refusal.deployment(), refusal.stated(), refusal.environment());
    json.writeStringField("errorCode", first.errorCode());
    text("errorMessage", first.errorMessage());
    warnings(refusal.warnings());
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
    named(reading.facts(), reading.facts().fields().keySet(), Optional.empty());
    clues(reading.clues());
  }

  private void where(List<String> searched, List<String> notSearched) throws IOException {
    if (!searched.isEmpty() || !notSearched.isEmpty()) {
      texts("searched", searched);
      texts("notSearched", notSearched);
    }
  }

  private void warnings(Collection<Warning> warnings) throws IOException {
    texts("warnings", warnings.stream().map(Warning::name).toList());
  }

  private void texts(String field, Collection<String> values) throws IOException {
    json.writeArrayFieldStart(field);
    for (var value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void text(String field, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }

  private static Optional<String> present(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }
}

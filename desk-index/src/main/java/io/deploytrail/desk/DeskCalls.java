package io.deploytrail.desk;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.resources.Mention;
import io.deploytrail.resources.ResourceName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The calls of the [Lineage], as far as their files were read since it is known; without
/// `sharedEventID` and `addendum` where they bought no session, as no rule asks for these then.
public record DeskCalls(DeskDatabase database) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Mention>> MENTIONS = new TypeReference<>() {};

  private static final List<String> COLUMNS =
      List.of(
          "file",
          "number",
          "eventId",
          "eventTime",
          "eventSource",
          "eventName",
          "account",
          "region",
          "errorCode",
          "readOnly",
          "callerType",
          "callerPrincipalId",
          "callerAccessKeyId",
          "callerArn",
          "sessionName",
          "callerAccount",
          "sessionCreated",
          "federatedProvider",
          "invokedBy",
          "issuedAccessKeyId",
          "issued",
          "resources");

  private static final String INSERT =
      "INSERT INTO keptCalls (%s) VALUES (%s)"
          .formatted(
              String.join(", ", COLUMNS), COLUMNS.stream().map(_ -> "?").collect(joining(", ")));

  /// The file of that number holds these calls, and no others.
  void replace(long file, List<FileContent.NumberedCall> calls) {
    database.update("DELETE FROM named WHERE file = ?", file);
    database.update("DELETE FROM keptCalls WHERE file = ?", file);
    for (var call : calls) {
      database.update(INSERT, row(file, call.number(), call.activity()));
      names(call.activity())
          .forEach(name ->
              database.update(
                  "INSERT INTO named VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                  name,
                  file,
                  call.number()));
    }
  }

  /// Under what a call is found that names resources; nothing if it does not stand out.
  private static Stream<String> names(Activity activity) {
    if (!activity.standsOut()) {
      return Stream.empty();
    }
    var service = activity.event().service().orElse("");
    return activity.resources().stream()
        .flatMap(text -> ResourceName.keys(service, text).stream())
        .distinct();
  }

  private static @Nullable Object[] row(long file, int number, Activity activity) {
    var call = activity.call();
    var event = call.event();
    var caller = call.caller();
    return new @Nullable Object[] {
      file,
      number,
      event.id(),
      TimeText.nearest(event.time()),
      event.source().orElse(null),
      event.name().orElse(null),
      event.account().orElse(null),
      event.region().orElse(null),
      call.errorCode().orElse(null),
      activity.readOnly() ? 1 : 0,
      caller.type().orElse(null),
      caller.principal().map(PrincipalId::value).orElse(null),
      caller.accessKey().map(AccessKeyId::value).orElse(null),
      caller.arn().orElse(null),
      caller.roleSessionName().or(() -> caller.principal().map(PrincipalId::value)).orElse(null),
      caller.account().orElse(null),
      caller.sessionCreated().map(Instant::toString).orElse(null),
      caller.federatedProvider().orElse(null),
      caller.invokedBy().orElse(null),
      call.issued().map(session -> session.accessKey().value()).orElse(null),
      call.link().map(FactWriter::write).orElse(null),
      json(activity.mentions())
    };
  }

  private static String json(List<Mention> mentions) {
    try {
      return JSON.writeValueAsString(mentions);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts were to be written as JSON", e);
    }
  }

  private static List<Mention> mentions(String json) {
    try {
      return JSON.readValue(json, MENTIONS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the index holds no list of resources: " + json, e);
    }
  }

  private static Activity activity(ResultSet row) throws SQLException {
    var link = text(row, "issued").map(DeskSessionIndex::fact).map(Link.class::cast);
    var event = link.isPresent() ? link.get().event() : event(row);
    var caller =
        new Caller(
            text(row, "callerType"),
            text(row, "callerPrincipalId").map(PrincipalId::new),
            text(row, "callerAccessKeyId").map(AccessKeyId::new),
            text(row, "callerArn"),
            text(row, "callerAccount"),
            text(row, "sessionCreated").map(Instant::parse),
            text(row, "federatedProvider"),
            text(row, "invokedBy"));
    return new Activity(
        new Call(event, caller, text(row, "errorCode"), link.map(Link::session)),
        row.getBoolean("readOnly"),
        mentions(row.getString("resources")));
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getString("eventId"),
        Instant.parse(row.getString("eventTime")),
        text(row, "eventSource"),
        text(row, "eventName"),
        text(row, "account"),
        text(row, "region"),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /// The call of the record with that event id, in whatever case.
  public Optional<Activity> ofEvent(String eventId) {
    var found = new ArrayList<Activity>();
    each(
        "SELECT * FROM keptCalls WHERE eventId = ? COLLATE NOCASE ORDER BY file, number LIMIT 1",
        found::add,
        eventId);
    return found.stream().findFirst();
  }

  /// Hands over what may have been called by those sessions, or by others of their names, after
  /// that moment, in the order of time, as long as it is taken.
  public void ofSessions(
      Collection<Session> sessions, Optional<Moment> after, Predicate<Activity> taker) {
    each(
        """
        SELECT * FROM keptCalls
        WHERE (
          sessionName IN (SELECT value FROM json_each(?1))
          OR callerAccessKeyId IN (SELECT value FROM json_each(?2))
          OR issuedAccessKeyId IN (SELECT value FROM json_each(?2))
        ) AND (eventTime, eventId) > (?3, ?4)
        ORDER BY eventTime, eventId, file, number\
        """,
        taker,
        texts(sessions.stream().map(DeskCalls::name)),
        texts(sessions.stream().map(session -> session.accessKey().value())),
        after.map(Moment::time).map(TimeText::nearest).orElse(""),
        after.map(Moment::eventId).orElse(""));
  }

  private static String name(Session session) {
    return session.name().isEmpty() ? session.principal().value() : session.name();
  }

  /// Hands all over after that moment, in the order of time, as long as they are taken.
  public void after(Optional<Moment> after, Predicate<Activity> taker) {
    each(
        """
        SELECT * FROM keptCalls WHERE (eventTime, eventId) > (?, ?)
        ORDER BY eventTime, eventId, file, number\
        """,
        taker,
        after.map(Moment::time).map(TimeText::nearest).orElse(""),
        after.map(Moment::eventId).orElse(""));
  }

  /// Hands over what stands out and may name a resource under one of those names, within that
  /// range, the latest first, as long as it is taken.
  public void ofNames(Collection<String> names, TimeRange range, Predicate<Activity> taker) {
    each(
        """
        SELECT * FROM keptCalls
        WHERE (file, number) IN (
          SELECT file, number FROM named WHERE name IN (SELECT value FROM json_each(?1))
        ) AND eventTime BETWEEN ?2 AND ?3
        ORDER BY eventTime DESC, eventId DESC, file, number\
        """,
        taker,
        texts(names.stream()),
        TimeText.nearest(range.from()),
        TimeText.nearest(range.to()));
  }

  private void each(String sql, Predicate<Activity> taker, String... values) {
    database.each(sql, rows -> taker.test(activity(rows)), values);
  }

  private static String texts(Stream<String> texts) {
    try {
      return JSON.writeValueAsString(texts.distinct().toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts were to be written as JSON", e);
    }
  }
}

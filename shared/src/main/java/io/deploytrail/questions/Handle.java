package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.pulumi.StackName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a question is about, by any of the names under which a person knows it; the same in every
/// question.
public sealed interface Handle
    permits DeploymentName,
        Handle.Uuid,
        Handle.MadeBy,
        Handle.Latest,
        Handle.RunningAt,
        Handle.SessionOfKey,
        Handle.SessionOfRole {

  /// A name of Pulumi's, and an access key as AWS makes them: many a resource is named otherwise.
  Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  Pattern ACCESS_KEY = Pattern.compile("A[KS]IA[A-Z0-9]{12,124}");

  /// A deployment's id or an event's: which of the two, only the index can say.
  record Uuid(String uuid) implements Handle {
    public Uuid {
      requireNonNull(uuid, "uuid");
    }
  }

  /// The deployment that made a call, by the call's event id.
  record MadeBy(String eventId) implements Handle {
    public MadeBy {
      requireNonNull(eventId, "eventId");
    }
  }

  /// The newest deployment of a stack.
  record Latest(StackName stack) implements Handle {
    public Latest {
      requireNonNull(stack, "stack");
    }
  }

  /// The deployment of a stack that had a session at that time.
  record RunningAt(StackName stack, Instant at) implements Handle {
    public RunningAt {
      requireNonNull(stack, "stack");
      requireNonNull(at, "at");
    }
  }

  /// A session, by its access key id: the one that was valid at that time, if it is given.
  record SessionOfKey(AccessKeyId accessKey, Optional<Instant> at) implements Handle {
    public SessionOfKey {
      requireNonNull(accessKey, "accessKey");
      requireNonNull(at, "at");
    }
  }

  /// The session of an assumed role that was valid at that time.
  record SessionOfRole(String assumedRole, Instant at) implements Handle {
    public SessionOfRole {
      requireNonNull(assumedRole, "assumedRole");
      requireNonNull(at, "at");
    }
  }

  /// What a handle may look like.
  String EXPECTED =
      "a deployment id or event id, <organization>/<project>/<stack>@<version> or @latest,"
          + " <organization>/<project>/<stack> with a time, an access key id,"
          + " or an assumed-role ARN with a time";

  /// Reads a handle; `at` is the time that comes with it. Throws [InvalidQuestionException].
  static Handle parse(String text, Optional<Instant> at) {
    var handle =
        readAs(text, at)
            .or(() -> ofKey(Question.ACCESS_KEY_ID, text, at))
            .orElseThrow(() -> unknown(text));
    requireUsed(at, Optional.of(handle), text);
    return handle;
  }

  /// The handle that a text is by its form; empty for one that names something else, a resource
  /// perhaps.
  static Optional<Handle> readAs(String text, Optional<Instant> at) {
    if (Question.EVENT_ID.matcher(text).matches()) {
      return Optional.of(new Uuid(text));
    }
    if (text.startsWith("event:")) {
      return Optional.of(new MadeBy(uuid(text)));
    }
    if (text.startsWith("deployment:")) {
      return Optional.of(new DeploymentName.Id(uuid(text)));
    }
    var ofKey = ofKey(ACCESS_KEY, text, at);
    if (ofKey.isPresent()) {
      return ofKey;
    }
    if (Question.ASSUMED_ROLE.matcher(text).matches()) {
      return at.map(time -> new SessionOfRole(text, time));
    }
    return ofStack(text, at);
  }

  private static InvalidQuestionException unknown(String text) {
    if (Question.ASSUMED_ROLE.matcher(text).matches()) {
      return new InvalidQuestionException(
          "an assumed-role ARN needs a time (at), such as 2026-11-20T09:30:00Z");
    }
    if (!text.contains("@") && ofStack(text + "@latest", Optional.empty()).isPresent()) {
      return new SeveralFitException(
          Quoted.of(text)
              + " is a stack of many deployments: @<version> or a time (at) names one, @latest the newest",
          SeveralFitException.OneThing.of(List.of(text + "@latest")));
    }
    return new InvalidQuestionException(EXPECTED + " was expected, not " + Quoted.of(text));
  }

  private static Optional<Handle> ofKey(Pattern form, String text, Optional<Instant> at) {
    return form.matcher(text).matches()
        ? Optional.of(new SessionOfKey(new AccessKeyId(text), at))
        : Optional.empty();
  }

  /// Throws [InvalidQuestionException] for a time that would not count.
  static void requireUsed(Optional<Instant> at, Optional<Handle> handle, String text) {
    if (at.isPresent() && handle.filter(Handle::hasTime).isEmpty()) {
      throw new InvalidQuestionException(
          "a time (at) goes with a stack, an access key or a role, not with " + Quoted.of(text));
    }
  }

  private boolean hasTime() {
    return this instanceof RunningAt
        || this instanceof SessionOfKey
        || this instanceof SessionOfRole;
  }

  private static Optional<Handle> ofStack(String text, Optional<Instant> at) {
    var sign = text.lastIndexOf('@');
    var names = (sign < 0 ? text : text.substring(0, sign)).split("/", -1);
    if (names.length != 3 || !Stream.of(names).allMatch(name -> NAME.matcher(name).matches())) {
      return Optional.empty();
    }
    var stack = new StackName(names[0], names[1], names[2]);
    if (sign < 0) {
      return at.map(time -> new RunningAt(stack, time));
    }
    var version = text.substring(sign + 1);
    if (version.equals("latest")) {
      return Optional.of(new Latest(stack));
    }
    return DeploymentName.VERSION.matcher(version).matches()
        ? Optional.of(new DeploymentName.Version(stack, version))
        : Optional.empty();
  }

  private static String uuid(String text) {
    var uuid = text.substring(text.indexOf(':') + 1);
    if (!Question.EVENT_ID.matcher(uuid).matches()) {
      throw new InvalidQuestionException(
          "an id such as 806bf21f-444f-4825-a80c-afd12cd2526a was expected, not "
              + Quoted.of(uuid));
    }
    return uuid;
  }

  /// As [#parse] reads it, but for its time.
  default String text() {
    return switch (this) {
      case Uuid(var uuid) -> uuid;
      case MadeBy(var eventId) -> "event:" + eventId;
      case DeploymentName.Id(var id) -> id;
      case DeploymentName.Version(var stack, var version) -> stack + "@" + version;
      case Latest(var stack) -> stack + "@latest";
      case RunningAt(var stack, _) -> stack.toString();
      case SessionOfKey(var accessKey, _) -> accessKey.value();
      case SessionOfRole(var assumedRole, _) -> assumedRole;
    };
  }
}

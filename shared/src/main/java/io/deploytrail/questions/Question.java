package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.resources.ResourceName;
import io.deploytrail.trust.width.NarrowStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A question to DeployTrail. [QuestionReader] reads it from a function's input, the CLI builds it
/// from its arguments.
public sealed interface Question {
  Pattern EVENT_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  Pattern ACCESS_KEY_ID = Pattern.compile("A[KS]IA\\w{1,124}");
  Pattern ASSUMED_ROLE = Pattern.compile("arn:[\\w-]+:sts::\\d{12}:assumed-role/[^/]+/[^/]+");

  String RESOURCE = "resource:";

  String EXPECTED_KEY = "an access key id, such as ASIAIOSFODNN7EXAMPLE,";

  /// Whether no earlier answer leads to it.
  default boolean isFirstPage() {
    return switch (this) {
      case Deployments(_, _, _, _, var after) -> after.isEmpty();
      case Calls(_, _, var after) -> after.isEmpty();
      case Changes(_, _, _, var after) -> after.isEmpty();
      case ChangesOf(_, _, _, var after) -> after.isEmpty();
      case Denied(_, _, _, var after) -> after.isEmpty();
      case Who _,
          Explain _,
          DeniedRecord _,
          TrustTry _,
          WhoMayUse _,
          AllRoles _,
          LeastPrivilege _ ->
          true;
    };
  }

  /// Who made this call?
  sealed interface Who extends Question {}

  /// By a handle of a deployment: its sessions are the answer. A UUID may be an event's, too.
  record WhoIs(Handle handle) implements Who {
    public WhoIs {
      requireNonNull(handle, "handle");
    }
  }

  /// By a handle: a call's, a session's or a deployment's.
  static Who who(Handle handle) {
    return switch (handle) {
      case Handle.MadeBy(var eventId) -> new WhoMadeEvent(eventId);
      case Handle.SessionOfKey(var accessKey, var at) ->
          new WhoHasAccessKey(accessKey, at.stream().toList());
      case Handle.SessionOfRole(var role, var at) -> new WhoIsPrincipal(role, at);
      case Handle.Uuid _, DeploymentName _, Handle.Latest _, Handle.RunningAt _ ->
          new WhoIs(handle);
    };
  }

  /// By the record's event id.
  record WhoMadeEvent(String eventId) implements Who {
    public WhoMadeEvent {
      require(EVENT_ID, eventId, "an event id, such as 0f4b1a5c-6a86-4f5e-9a9b-0c6f2f1c7d11,");
    }
  }

  /// By an access key id, at a time or at any (then `at` is empty).
  record WhoHasAccessKey(AccessKeyId accessKey, List<Instant> at) implements Who {
    public WhoHasAccessKey {
      require(ACCESS_KEY_ID, accessKey.value(), EXPECTED_KEY);
      at = List.copyOf(at);
    }

    /// Throws [InvalidQuestionException] for a text that is no access key id.
    public static WhoHasAccessKey of(String text, List<Instant> at) {
      require(ACCESS_KEY_ID, text, EXPECTED_KEY);
      return new WhoHasAccessKey(new AccessKeyId(text), at);
    }
  }

  /// By an assumed-role ARN and a time.
  record WhoIsPrincipal(String assumedRole, Instant at) implements Who {
    public WhoIsPrincipal {
      require(
          ASSUMED_ROLE,
          assumedRole,
          "an assumed-role ARN, arn:aws:sts::<account>:assumed-role/<role>/<session name>,");
      requireNonNull(at, "at");
    }
  }

  /// By a record that the asker supplies.
  record WhoMadeRecord(CloudTrailRecord supplied) implements Who {
    public WhoMadeRecord {
      requireNonNull(supplied, "supplied");
    }
  }

  /// Which deployments ran? `within` narrows the answer; newest first.
  ///
  /// With `allSessions`, the sessions too that Pulumi minted for no deployment: of ESC, of the
  /// organization's own key, of subjects that are not known.
  record Deployments(
      Scope within, Period period, boolean allSessions, Filter filter, Optional<String> after)
      implements Question {
    public Deployments {
      requireNonNull(within, "within");
      requireNonNull(period, "period");
      requireNonNull(filter, "filter");
      requireNonNull(after, "after");
    }
  }

  /// What did this deployment, or session, do? In the order of time.
  record Calls(Handle handle, Filter filter, Optional<String> after) implements Question {
    public Calls {
      requireNonNull(handle, "handle");
      requireNonNull(filter, "filter");
      requireNonNull(after, "after");
    }
  }

  /// What happened to this resource? Newest first.
  record Changes(ResourceName resource, Period period, Filter filter, Optional<String> after)
      implements Question {
    public Changes {
      requireNonNull(resource, "resource");
      requireNonNull(period, "period");
      requireNonNull(filter, "filter");
      requireNonNull(after, "after");
    }

    /// What has to be known of an answer to a bare name, which says no type.
    public Optional<String> reading() {
      return resource.isBareName()
          ? Optional.of(
              "every resource named "
                  + Quoted.of(resource.text())
                  + ", whatever its type: an ARN or a URL names one")
          : Optional.empty();
    }
  }

  /// What did this deployment, or session, change? In the order of time. A UUID may be a
  /// resource's, too, and the period is asked about then.
  record ChangesOf(Handle handle, Period period, Filter filter, Optional<String> after)
      implements Question {
    public ChangesOf {
      requireNonNull(handle, "handle");
      requireNonNull(period, "period");
      requireNonNull(filter, "filter");
      requireNonNull(after, "after");
    }

    boolean mayBeResource() {
      return handle instanceof Handle.Uuid;
    }

    Changes ofResource() {
      return new Changes(new ResourceName(handle.text()), period, filter, after);
    }
  }

  /// The changes of a resource, or by what a handle names; `resource:` stands before the name of a
  /// resource that looks like a handle.
  static Question changes(
      String text, Optional<Instant> at, Period period, Filter filter, Optional<String> after) {
    var name = text.startsWith(RESOURCE) ? text.substring(RESOURCE.length()) : text;
    if (name.isBlank()) {
      throw new InvalidQuestionException(
          "a resource's ARN or identifier was expected, such as sg-0a1b2c3d4e5f67890, and came empty");
    }
    // The keys of users are resources.
    var handle =
        name.equals(text) && !name.startsWith("AKIA")
            ? Handle.readAs(name, at)
            : Optional.<Handle>empty();
    Handle.requireUsed(at, handle, name);
    return handle
        .<Question>map(known -> new ChangesOf(known, period, filter, after))
        .orElseGet(() -> new Changes(new ResourceName(name), period, filter, after));
  }

  /// What does this session name say?
  record Explain(String name) implements Question {
    public Explain {
      if (name.isEmpty()) {
        throw new InvalidQuestionException("a session name was expected, and came empty");
      }
    }
  }

  /// What was refused? Newest first; with `explained`, each with its cause, for which these
  /// policies are at hand.
  record Denied(
      Period period, Filter filter, Optional<GivenPolicies> explained, Optional<String> after)
      implements Question {
    public Denied {
      requireNonNull(period, "period");
      requireNonNull(filter, "filter");
      requireNonNull(explained, "explained");
      requireNonNull(after, "after");
    }
  }

  /// Why was this refused? By a record that the asker supplies.
  record DeniedRecord(DeniedAttempt supplied, GivenPolicies given) implements Question {
    public DeniedRecord {
      requireNonNull(supplied, "supplied");
      requireNonNull(given, "given");
    }

    /// Throws [InvalidQuestionException] for a record of anything else.
    public static DeniedRecord of(CloudTrailRecord supplied, GivenPolicies given) {
      if (supplied instanceof DeniedAttempt denied) {
        return new DeniedRecord(denied, given);
      }
      throw new InvalidQuestionException(
          "the record of a refused AssumeRoleWithWebIdentity was expected, and it is of "
              + supplied.event().action().orElse("no action"));
    }
  }

  /// Would a role let this token in?
  record TrustTry(AskedTrust trust, AskedToken token) implements Question {
    public TrustTry {
      requireNonNull(trust, "trust");
      requireNonNull(token, "token");
    }
  }

  /// Who may use a role, and who did in that time?
  record WhoMayUse(AskedTrust trust, Period period, NarrowStep step) implements Question {
    /// Rare users come once a quarter.
    private static final Duration QUARTER = Duration.ofDays(90);

    public WhoMayUse {
      requireNonNull(trust, "trust");
      requireNonNull(period, "period");
      requireNonNull(step, "step");
    }

    /// From the given time, else 90 days before the end, to the given time, else now.
    public static Period period(Optional<String> from, Optional<String> to, AskedTime times) {
      return Period.of(from, to, times, QUARTER);
    }
  }

  /// Which roles let Pulumi's tokens in? The widest first.
  record AllRoles(Period period) implements Question {
    public AllRoles {
      requireNonNull(period, "period");
    }
  }

  /// What does a stack need of IAM, by what it called in that time?
  record LeastPrivilege(StackName stack, Period period, WantedPolicies asked) implements Question {
    public LeastPrivilege {
      requireNonNull(stack, "stack");
      requireNonNull(period, "period");
      requireNonNull(asked, "asked");
    }

    /// Of its three names.
    public static StackName stack(String text) {
      var names = text.split("/", -1);
      if (names.length != 3
          || !Stream.of(names).allMatch(name -> Handle.NAME.matcher(name).matches())) {
        throw new InvalidQuestionException(
            "<organization>/<project>/<stack> was expected, not " + Quoted.of(text));
      }
      return new StackName(names[0], names[1], names[2]);
    }
  }

  private static void require(Pattern pattern, String text, String expected) {
    if (!pattern.matcher(text).matches()) {
      throw new InvalidQuestionException(expected + " was expected, not " + Quoted.of(text));
    }
  }
}

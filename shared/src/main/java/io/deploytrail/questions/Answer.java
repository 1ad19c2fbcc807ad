package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Confidence;
import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.attribution.Warning;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.TryAnswer;
import io.deploytrail.trust.width.NarrowPolicy;
import io.deploytrail.trust.width.TrustWidth;
import io.deploytrail.trust.width.UsedSubject;
import io.deploytrail.trust.width.WidthFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An answer; [AnswerWriter] writes its JSON.
public sealed interface Answer
    permits Answer.WhoAnswer,
        Answer.UnknownEvent,
        Answer.Listing,
        Answer.Explanation,
        Answer.TriedToken,
        Answer.RoleTrustAnswer,
        LeastPrivilegeAnswer {
  /// Whether there is something to show: a verdict other than `NONE`, an item, a reading.
  boolean isAnswered();

  /// Who made a call. `searched` and `notSearched` are empty where the index knew the answer.
  record WhoAnswer(Attribution attribution, List<String> searched, List<String> notSearched)
      implements Answer {
    public WhoAnswer {
      requireNonNull(attribution, "attribution");
      searched = List.copyOf(searched);
      notSearched = List.copyOf(notSearched);
    }

    @Override
    public boolean isAnswered() {
      return attribution.verdict() != Verdict.NONE;
    }
  }

  /// No record with that event id was found.
  record UnknownEvent(String eventId, List<String> searched, List<String> notSearched)
      implements Answer {
    public UnknownEvent {
      requireNonNull(eventId, "eventId");
      searched = List.copyOf(searched);
      notSearched = List.copyOf(notSearched);
    }

    /// Nobody is known to have made a call of which there is no record.
    public Origin origin() {
      return Origin.none(Set.of(), "no record with this event id was found");
    }

    @Override
    public boolean isAnswered() {
      return false;
    }
  }

  /// What a list holds.
  sealed interface Item {}

  /// A page of a list, and where it was looked for.
  sealed interface Listing<T extends Item> extends Answer {
    List<T> items();

    Optional<String> next();

    default List<String> searched() {
      return List.of("session index");
    }

    /// Places that were not searched, with reasons.
    default List<String> notSearched() {
      return List.of();
    }

    /// As what the question was read, where its words do not say it.
    default Optional<String> reading() {
      return Optional.empty();
    }

    @Override
    default boolean isAnswered() {
      return !items().isEmpty();
    }
  }

  /// The deployments that ran, newest first. `leftOut` counts the page's sessions that Pulumi
  /// minted for no deployment and that were not asked for.
  record DeploymentList(
      List<RanDeployment> items, Optional<String> next, int leftOut, Optional<String> reading)
      implements Listing<RanDeployment> {
    public DeploymentList {
      items = List.copyOf(items);
      requireNonNull(next, "next");
      requireNonNull(reading, "reading");
    }

    /// This page, and how many sessions all pages up to it leave out.
    public DeploymentList with(int leftOutInAll) {
      return new DeploymentList(items, next, leftOutInAll, reading);
    }

    DeploymentList(List<RanDeployment> items, Optional<String> next, int leftOut) {
      this(items, next, leftOut, Optional.empty());
    }
  }

  /// A deployment with its sessions, oldest first: those that its tokens bought, then those bought
  /// with them.
  ///
  /// `stated` are those of the deployment's fields that only the session name says. `environment`
  /// is that of an ESC session, which has no deployment. `firstSeen` and `lastSeen` are the times
  /// of the first and the last issuance. `areMoreSessions` says that there may be more sessions
  /// than these.
  record RanDeployment(
      Deployment deployment,
      Set<Variable> stated,
      Optional<Environment> environment,
      Verdict verdict,
      Confidence confidence,
      List<Issuance> sessions,
      boolean areMoreSessions,
      Instant firstSeen,
      Instant lastSeen,
      Set<String> accounts,
      Set<String> regions,
      Set<Warning> warnings)
      implements Item {
    /// What opens it: its version or id, and without either its first session's access key.
    public String handle() {
      return DeploymentName.of(deployment)
          .map(Handle::text)
          .orElseGet(() -> sessions.getFirst().session().accessKey().value());
    }

    public RanDeployment {
      requireNonNull(deployment, "deployment");
      requireNonNull(stated, "stated");
      requireNonNull(environment, "environment");
      requireNonNull(verdict, "verdict");
      requireNonNull(confidence, "confidence");
      sessions = List.copyOf(sessions);
      requireNonNull(firstSeen, "firstSeen");
      requireNonNull(lastSeen, "lastSeen");
      requireNonNull(accounts, "accounts");
      requireNonNull(regions, "regions");
      requireNonNull(warnings, "warnings");
    }
  }

  /// What was refused, newest first.
  record DeniedList(List<Refusal> items, Optional<String> next) implements Listing<Refusal> {
    public DeniedList {
      items = List.copyOf(items);
      requireNonNull(next, "next");
    }
  }

  /// The attempts that one cause made fail: the first of them, the last one's time, and how many.
  /// `explained` says why, where that was asked.
  record Refusal(
      DeniedAttempt first,
      Instant lastTime,
      int attempts,
      Deployment deployment,
      Set<Variable> stated,
      Optional<Environment> environment,
      Set<Warning> warnings,
      Optional<TryAnswer> explained)
      implements Item {
    public Refusal {
      requireNonNull(first, "first");
      requireNonNull(lastTime, "lastTime");
      requireNonNull(deployment, "deployment");
      requireNonNull(stated, "stated");
      requireNonNull(environment, "environment");
      requireNonNull(warnings, "warnings");
      requireNonNull(explained, "explained");
    }

    Refusal with(TryAnswer why) {
      return new Refusal(
          first, lastTime, attempts, deployment, stated, environment, warnings, Optional.of(why));
    }
  }

  /// Calls with who made each. `reads` are what sessions only read, on the last page.
  record CallList(
      List<MadeCall> items,
      Optional<String> next,
      List<SessionReads> reads,
      List<String> searched,
      List<String> notSearched,
      Optional<String> reading)
      implements Listing<MadeCall> {
    public CallList {
      items = List.copyOf(items);
      requireNonNull(next, "next");
      reads = List.copyOf(reads);
      searched = List.copyOf(searched);
      notSearched = List.copyOf(notSearched);
      requireNonNull(reading, "reading");
    }

    @Override
    public boolean isAnswered() {
      return !items.isEmpty() || !reads.isEmpty();
    }
  }

  /// A call: who made it, the resources that it names, and how AWS refused it if it did.
  record MadeCall(Attribution attribution, List<String> resources, Optional<String> errorCode)
      implements Item {
    public MadeCall {
      requireNonNull(attribution, "attribution");
      resources = List.copyOf(resources);
      requireNonNull(errorCode, "errorCode");
    }
  }

  /// Whether a role lets a token in, and why not.
  record TriedToken(TryAnswer result) implements Answer {
    public TriedToken {
      requireNonNull(result, "result");
    }

    @Override
    public boolean isAnswered() {
      return result.allowed() != Decision.UNDECIDED || result.cause().isPresent();
    }
  }

  /// Who may use a role, as far as its policy is known, who did, and the narrowest policy that
  /// would have let them.
  record RoleTrustAnswer(
      Optional<String> role,
      Optional<TrustWidth> width,
      List<UsedSubject> used,
      Optional<NarrowPolicy> narrowest,
      List<String> evidence)
      implements Answer, Item {
    public RoleTrustAnswer {
      requireNonNull(role, "role");
      requireNonNull(width, "width");
      used = List.copyOf(used);
      requireNonNull(narrowest, "narrowest");
      evidence = List.copyOf(evidence);
    }

    /// Of the policy, and of the narrowest one.
    public List<WidthFinding> findings() {
      return Stream.concat(
              width.stream().flatMap(known -> known.findings().stream()),
              narrowest.stream().flatMap(policy -> policy.findings().stream()))
          .toList();
    }

    @Override
    public boolean isAnswered() {
      return width.isPresent() || !used.isEmpty();
    }
  }

  /// All roles that let tokens of Pulumi's in, the widest first.
  record RoleTrustList(List<RoleTrustAnswer> items) implements Listing<RoleTrustAnswer> {
    public RoleTrustList {
      items = List.copyOf(items);
    }

    @Override
    public Optional<String> next() {
      return Optional.empty();
    }
  }

  /// What a session name says; `readings` say it template by template.
  record Explanation(
      String name, boolean presentsItself, NameReading reading, List<SessionNames.Reading> readings)
      implements Answer {
    public Explanation {
      requireNonNull(name, "name");
      requireNonNull(reading, "reading");
      readings = List.copyOf(readings);
    }

    @Override
    public boolean isAnswered() {
      return presentsItself || !readings.isEmpty() || !reading.facts().fields().isEmpty();
    }
  }
}

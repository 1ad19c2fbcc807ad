package io.deploytrail.index;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One deployment's facts, to vary in tests.
public final class Facts {
  public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  public static final Duration RETENTION = Duration.ofDays(400);
  public static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  public static final StackName STACK = new StackName("acme", "web", "prod");
  public static final String SUBJECT =
      "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";
  public static final String OWN_KEY = "pulumi:cmk:pulumi.organization.login:acme";
  public static final String ENVIRONMENT = "pulumi:environments:org:acme:env:web/prod";
  public static final SessionNames NAMES =
      new SessionNames(
          List.of(
              SessionNameTemplate.parse("web-v${deployment.version}"),
              SessionNameTemplate.parse("web-${deployment.id}")));

  public static final RoleName ROLE = new RoleName("111122223333", "deploy");
  public static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  private Facts() {}

  public static Event event(String id, Instant time) {
    return event(id, time, Optional.empty());
  }

  public static Event event(String id, Instant time, Optional<String> corrects) {
    return event("AssumeRoleWithWebIdentity", id, time, corrects);
  }

  private static Event event(String name, String id, Instant time, Optional<String> corrects) {
    return new Event(
        id,
        time,
        Optional.of("sts.amazonaws.com"),
        Optional.of(name),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        Optional.empty(),
        corrects);
  }

  public static Session session(String key, String name, Instant at) {
    return new Session(
        new AccessKeyId(key),
        principal(name),
        Optional.of(assumedRole(name)),
        Optional.of("arn:aws:iam::111122223333:role/ci/deploy"),
        at,
        at.plus(Duration.ofHours(1)),
        List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"),
        Optional.empty());
  }

  public static PrincipalId principal(String name) {
    return new PrincipalId("AROA1:" + name);
  }

  public static String assumedRole(String name) {
    return "arn:aws:sts::111122223333:assumed-role/deploy/" + name;
  }

  public static Root root(String eventId, String key, String name, Instant at) {
    return root(eventId, key, name, at, SUBJECT);
  }

  public static Root root(String eventId, String key, String name, Instant at, String subject) {
    return new Root(
        event(eventId, at), session(key, name, at), new WebIdentity(PROVIDER, "acme", subject));
  }

  public static Link link(String eventId, String key, String name, Instant at, PrincipalId caller) {
    var by =
        new Caller(
            Optional.of("AssumedRole"),
            Optional.of(caller),
            Optional.of(new AccessKeyId("ASIAPARENT")),
            Optional.of(assumedRole("parent")),
            Optional.of("111122223333"),
            Optional.of(at.minusSeconds(60)),
            Optional.of(PROVIDER),
            Optional.of("cloudformation.amazonaws.com"));
    return new Link(event("AssumeRole", eventId, at, Optional.empty()), session(key, name, at), by);
  }

  public static RoleTrustChange policySet(String eventId, Instant at, String document) {
    return roleTrust("UpdateAssumeRolePolicy", eventId, at, new TrustState.PolicySet(document));
  }

  public static RoleTrustChange roleTrust(
      String call, String eventId, Instant at, TrustState state) {
    var arn =
        call.equals("CreateRole")
            ? Optional.of("arn:aws:iam::111122223333:role/ci/deploy")
            : Optional.<String>empty();
    return new RoleTrustChange(iam(call, eventId, at), ROLE, arn, state);
  }

  public static ProviderChange provider(
      String call, String eventId, Instant at, ProviderEdit edit) {
    return new ProviderChange(iam(call, eventId, at), PROVIDER, edit);
  }

  private static Event iam(String call, String eventId, Instant at) {
    return new Event(
        eventId,
        at,
        Optional.of("iam.amazonaws.com"),
        Optional.of(call),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.empty());
  }

  public static DeniedAttempt denied(String eventId, Instant at, String subject) {
    return new DeniedAttempt(
        event(eventId, at),
        new WebIdentity(PROVIDER, "", subject),
        Optional.empty(),
        Optional.of("web-v3"),
        "AccessDenied",
        Optional.of("Not authorized to perform sts:AssumeRoleWithWebIdentity"),
        Optional.of("203.0.113.7"),
        Optional.of("aws-sdk-go-v2/1.30.3"));
  }
}

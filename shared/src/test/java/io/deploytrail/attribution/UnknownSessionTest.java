package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.questions.Configuration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That the origin of a session that an index does not know depends on nothing but what
/// [UnknownSession] holds, over sessions that collide in all else.
final class UnknownSessionTest {
  private static final int CALLERS = 4_000;
  private static final List<String> NAMES =
      List.of("pulumi", "web-v3", "WEB-V3", "i-0a1b2c3d4e5f60718", Asked.NAME, "ci-" + Asked.ID);
  private static final List<String> ROLES = List.of("AROADEPLOY", "AROAOTHER", "ARODOCS");
  private static final List<String> ACCOUNTS = List.of("111122223333", "999988887777", "anonymous");
  private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov");
  private static final List<String> PROVIDERS =
      List.of(
          Trail.PULUMI,
          Trail.PULUMI.replace("arn:aws:", "arn:aws-cn:"),
          Trail.PULUMI.replace("111122223333", "999988887777"),
          "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
          "cognito-identity.amazonaws.com");
  private static final List<String> SUBJECTS =
      List.of(
          Trail.subject("acme/web/prod"),
          Trail.subject("other/web/prod"),
          "pulumi:environments:org:acme:env:web/prod",
          "odd");

  private static final Configuration CONFIGURATION =
      new Configuration(
          new SessionNames(
              List.of(SessionNameTemplate.parse("${project.name}-v${deployment.version}"))),
          Set.of("acme"),
          Providers.PULUMI_CLOUD);

  private Random random = new Random();

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 400})
  void itsOriginIsThatOfEachSessionAlone(int facts) {
    for (var seed = 0; seed < 4; seed++) {
      random = new Random(seed);
      var configuration = seed % 2 == 0 ? CONFIGURATION : Configuration.DEFAULT;
      var index = seed < 2 ? forever(configuration) : forgetful(configuration);
      for (var fact = 0; fact < facts; fact++) {
        index.add(fact());
      }
      assertEachAlone(configuration.attributor(index), seed);
    }
  }

  private void assertEachAlone(Attributor attributor, int seed) {
    var origins = new HashMap<UnknownSession, Origin>();
    for (var number = 0; number < CALLERS; number++) {
      var caller = caller();
      var unknown = attributor.unknown(caller);
      if (unknown.isPresent()) {
        var together = origins.computeIfAbsent(unknown.get(), attributor::origin);
        for (var time : List.of(START.minusSeconds(86_400), time(), START.plusSeconds(86_400))) {
          assertThat(attributor.origin(caller, time))
              .as("seed %d, %s at %s", seed, caller, time)
              .isEqualTo(together);
        }
      }
    }
    assertTellingApart(origins);
  }

  /// Were the name or the provider of no account, nothing would have been shown.
  private static void assertTellingApart(Map<UnknownSession, Origin> origins) {
    assertThat(origins.values().stream().map(Origin::verdict))
        .contains(Verdict.NONE, Verdict.SUSPECT, Verdict.PULUMI);
    assertThat(origins.keySet().stream().map(UnknownSession::name)).contains("").containsAll(NAMES);
    assertThat(new HashSet<>(origins.values())).hasSizeGreaterThan(6 + 3);
  }

  private static InMemorySessionIndex forever(Configuration configuration) {
    return new InMemorySessionIndex(configuration.names());
  }

  private static InMemorySessionIndex forgetful(Configuration configuration) {
    var now = Clock.fixed(START.plusSeconds(3600), ZoneOffset.UTC);
    return new InMemorySessionIndex(configuration.names(), Duration.ofMinutes(50), now);
  }

  private Fact fact() {
    return switch (random.nextInt(5)) {
      case 0 -> denied();
      case 1, 2 -> new Link(event("AssumeRole"), session(), caller());
      default -> new Root(event("AssumeRoleWithWebIdentity"), session(), identity());
    };
  }

  private DeniedAttempt denied() {
    return new DeniedAttempt(
        event("AssumeRoleWithWebIdentity"),
        identity(),
        Optional.of("arn:aws:iam::111122223333:role/path/AROADEPLOY"),
        Optional.of(any(NAMES)),
        "AccessDenied",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private WebIdentity identity() {
    return new WebIdentity(any(PROVIDERS), "acme", any(SUBJECTS));
  }

  private Event event(String name) {
    return Trail.event(
        "event-" + random.nextInt(1_000),
        "sts.amazonaws.com",
        name,
        time(),
        maybe(3, "shared-" + random.nextInt(5)),
        maybe(9, "event-" + random.nextInt(1_000)));
  }

  private Session session() {
    var name = any(NAMES);
    var role = any(ROLES);
    var issued = time();
    return new Session(
        new AccessKeyId(key()),
        new PrincipalId(role + ":" + name),
        mostly(arn(role, name)),
        mostly("arn:aws:iam::111122223333:role/some/path/" + role),
        issued,
        issued.plusSeconds(900L * random.nextInt(1, 48)),
        List.of(),
        maybe(2, "alice"));
  }

  private Caller caller() {
    var name = any(NAMES);
    var role = any(ROLES);
    return new Caller(
        mostly(any(List.of("AssumedRole", "AWSAccount", "Root", "odd"))),
        mostly(new PrincipalId(principal(role, name))),
        mostly(new AccessKeyId(key())),
        mostly(arn(role, random.nextInt(9) == 0 ? any(NAMES) : name)),
        mostly(any(ACCOUNTS)),
        mostly(time()),
        maybe(2, any(PROVIDERS)),
        maybe(4, "cloudformation.amazonaws.com"));
  }

  private String principal(String role, String name) {
    return random.nextInt(20) == 0 ? "111122223333" : role + ":" + name;
  }

  private String arn(String role, String name) {
    return "arn:%s:sts::%s:assumed-role/%s/%s"
        .formatted(any(PARTITIONS), any(ACCOUNTS), role, name);
  }

  /// Of few, some of which differ in nothing but their case.
  private String key() {
    return any(List.of("ASIA", "asia", "AKIA", "ASIAX")) + random.nextInt(60);
  }

  private Instant time() {
    return START.plusSeconds(600L * random.nextInt(12) + random.nextInt(-1, 2));
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// Once in so many cases something.
  private <T> Optional<T> maybe(int rare, T value) {
    return random.nextInt(rare) == 0 ? Optional.of(value) : Optional.empty();
  }

  private <T> Optional<T> mostly(T value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value);
  }
}

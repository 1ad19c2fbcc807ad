package io.deploytrail.benchmarks;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One attribution from an index in memory that holds 100,000 sessions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AttributionBenchmark {
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final int SESSIONS = 100_000;

  private final InMemorySessionIndex index =
      new InMemorySessionIndex(Configuration.DEFAULT.names());
  private final Attributor attributor = Configuration.DEFAULT.attributor(index);
  private final Call direct = call(caller(session(500)));
  private final Call chained = call(caller(session(SESSIONS + 1)));
  private final Call unknown = call(caller(session(SESSIONS + 2)));

  @Setup
  public void fill() {
    for (var number = 0; number < SESSIONS; number++) {
      var identity =
          new WebIdentity(
              "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
              "acme",
              "pulumi:deploy:org:acme:project:web:stack:s"
                  + number
                  + ":operation:update:scope:write");
      index.add(new Root(event(number), session(number), identity));
    }
    index.add(new Link(event(SESSIONS + 1), session(SESSIONS + 1), caller(session(500))));
  }

  @Benchmark
  public Attribution directCall() {
    return attributor.attribute(direct);
  }

  @Benchmark
  public Attribution chainedCall() {
    return attributor.attribute(chained);
  }

  @Benchmark
  public Attribution callOfAnUnknownSession() {
    return attributor.attribute(unknown);
  }

  private static Session session(int number) {
    return new Session(
        new AccessKeyId("ASIA" + number),
        new PrincipalId("AROAEXAMPLE:acme-web-" + new UUID(number, number)),
        Optional.empty(),
        Optional.empty(),
        START.plusSeconds(number % 3000),
        START.plusSeconds(3600 + number % 3000),
        List.of(),
        Optional.empty());
  }

  private static Caller caller(Session session) {
    return new Caller(
        Optional.of("AssumedRole"),
        Optional.of(session.principal()),
        Optional.of(session.accessKey()),
        Optional.empty(),
        Optional.of("111122223333"),
        Optional.of(session.issuedAt()),
        Optional.empty(),
        Optional.empty());
  }

  private static Call call(Caller caller) {
    return new Call(event(-1), caller, Optional.empty(), Optional.empty());
  }

  private static Event event(int number) {
    return new Event(
        "event-" + number,
        START.plusSeconds(Math.floorMod(number, 3000)),
        Optional.of("s3.amazonaws.com"),
        Optional.of("CreateBucket"),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.empty());
  }
}

package io.deploytrail.benchmarks;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// 100,000 sessions against one trust policy: one as people write it, and one near the longest that
/// IAM saves.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
public class TrustBenchmark {
  private static final int SESSIONS = 100_000;
  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  private final TrustPolicy usual =
      policy("\"pulumi:deploy:org:acme:project:web:stack:*:operation:update:scope:write\"");
  private final TrustPolicy longest =
      policy(
          "[%s]"
              .formatted(
                  String.join(
                      ",",
                      IntStream.range(0, 30)
                          .mapToObj(
                              "\"pulumi:deploy:org:acme:project:p%d*:stack:*:oper*\""::formatted)
                          .toList())));
  private final List<Try> tries = IntStream.range(0, SESSIONS).mapToObj(this::session).toList();

  private static TrustPolicy policy(String subjects) {
    return TrustPolicy.parse(
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
         "Principal": {"Federated": "%s"}, "Action": "sts:AssumeRoleWithWebIdentity",
         "Condition": {"StringEquals": {"api.pulumi.com/oidc:aud": "acme"},
                       "StringLike": {"api.pulumi.com/oidc:sub": %s}}}]}\
        """
            .formatted(PROVIDER, subjects));
  }

  private Try session(int number) {
    return Try.of(
        ProviderArn.parse(PROVIDER).orElseThrow(),
        "acme",
        "pulumi:deploy:org:acme:project:%s:stack:s%d:operation:update:scope:write"
            .formatted(number % 2 == 0 ? "web" : "p" + number % 40, number));
  }

  private int admitted(TrustPolicy policy) {
    var admitted = 0;
    for (var session : tries) {
      if (policy.decide(session) == Decision.YES) {
        admitted++;
      }
    }
    return admitted;
  }

  @Benchmark
  public int usualPolicy() {
    return admitted(usual);
  }

  @Benchmark
  public int longestPolicy() {
    return admitted(longest);
  }
}

package io.deploytrail.benchmarks;

import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.Subject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading subjects and session names; the worst case is the slowest name and template that we
/// could construct.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NameReadingBenchmark {
  private static final String SUBJECT =
      "pulumi:deploy:org:pulumi-local:project:test-nocode-rtct-3:stack:dev:operation:update:scope:write";
  private static final String TRIMMED =
      "pulumi-loca-test-nocode-dev-806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String DASHES = "-".repeat(64);

  private final SessionNames none = names();
  private final SessionNames usual =
      names("${organization.name}-${project.name}-${stack.name}-${deployment.id}");
  private final SessionNames worst =
      names(
          "${organization.name}${project.name}${stack.name}".repeat(8) + "${deployment.version}",
          "${organization.name}-${project.name}-${stack.name}-".repeat(5)
              + "${deployment.version}");
  private final Subject.Deployment subject = (Subject.Deployment) Subject.parse(SUBJECT);
  private final Subject.Deployment dashes =
      (Subject.Deployment)
          Subject.parse(
              "pulumi:deploy:org:%1$s:project:%1$s:stack:%1$s:operation:update:scope:write"
                  .formatted(DASHES));

  private static SessionNames names(String... templates) {
    return new SessionNames(List.of(templates).stream().map(SessionNameTemplate::parse).toList());
  }

  @Benchmark
  public NameReading subjectAndNameByTemplate() {
    return usual.read(TRIMMED, (Subject.Deployment) Subject.parse(SUBJECT));
  }

  @Benchmark
  public NameReading subjectAndNameWithoutTemplate() {
    return none.read(TRIMMED, subject);
  }

  @Benchmark
  public NameReading nameAloneByTemplate() {
    return usual.read(TRIMMED);
  }

  @Benchmark
  public NameReading worstNameAlone() {
    return worst.read(DASHES.substring(1) + "1");
  }

  @Benchmark
  public NameReading worstNameWithSubject() {
    return worst.read(DASHES.substring(1) + "1", dashes);
  }
}

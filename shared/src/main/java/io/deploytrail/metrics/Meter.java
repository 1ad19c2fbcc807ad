package io.deploytrail.metrics;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.Variables;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes a function's metrics: a line for each invocation that has something to say, in
/// CloudWatch's embedded metric format ("Specification: Embedded metric format", Amazon CloudWatch
/// User Guide), from which CloudWatch Logs takes the metrics.
///
/// Their one dimension, `Stack`, is the stack's name. Names and values are this program's own: no
/// text of a record is in a line.
public final class Meter {
  static final String NAMESPACE = "DeployTrail";

  private static final String STACK = "Stack";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String stack;
  private final Clock clock;
  private final Consumer<String> lines;

  public Meter(String stack, Clock clock, Consumer<String> lines) {
    this.stack = requireNonNull(stack, "stack");
    this.clock = requireNonNull(clock, "clock");
    this.lines = requireNonNull(lines, "lines");
  }

  /// That of a deployed function: `STACK`, which template.yaml sets.
  ///
  /// It writes to stdout, because Lambda's logger would wrap a line in JSON of its own; what is
  /// JSON already is passed on as it is ("Configuring JSON and plain text log formats", AWS Lambda
  /// Developer Guide).
  public static Meter fromEnvironment(Map<String, String> environment) {
    return new Meter(Variables.text(environment, "STACK"), Clock.systemUTC(), System.out::println);
  }

  /// One that writes nothing: of rehearsals, and outside of Lambda.
  public static Meter silent() {
    return new Meter("", Clock.systemUTC(), _ -> {});
  }

  /// The measurements of an invocation that begins.
  public Measurements start() {
    return new Measurements(this, clock);
  }

  void write(Map<Metric, List<Long>> measured) {
    if (!measured.isEmpty()) {
      lines.accept(line(measured));
    }
  }

  private String line(Map<Metric, List<Long>> measured) {
    var line = JSON.createObjectNode();
    var metadata = line.putObject("_aws").put("Timestamp", clock.millis());
    var directive = metadata.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add(STACK);
    var declared = directive.putArray("Metrics");
    line.put(STACK, stack);
    measured.forEach((metric, values) -> {
      declared.addObject().put("Name", metric.title()).put("Unit", metric.unit());
      line.set(metric.title(), JSON.valueToTree(values.size() == 1 ? values.getFirst() : values));
    });
    return line.toString();
  }
}

package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.cli.console.Home;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/// Whether the functions that fill the indexes can run, and are given what waits in their queues.
final class FunctionsCheck {
  private static final String NAME = "function";

  /// What template.yaml publishes its functions as.
  private static final String ALIAS = "live";

  private static final Pattern SAYING = Pattern.compile("DeployTrail (\\S+), configuration \\d+");
  private static final String UPGRADE =
      "upgrade the older of the two: docs/operations.md#upgrade, docs/cli.md#install";

  /// States of an event source mapping that reads its queue, or soon will ("EventSourceMapping",
  /// AWS Lambda API Reference).
  private static final Set<String> READING = Set.of("Enabled", "Enabling", "Creating", "Updating");

  private final Regional regional;
  private final DeployedStack stack;

  FunctionsCheck(Regional regional, DeployedStack stack) {
    this.regional = regional;
    this.stack = stack;
  }

  List<Finding> findings() {
    return Stream.concat(
            functions("IndexSessionsFunctionName", "IngestLogsFunctionName")
                .flatMap(function ->
                    Stream.concat(
                        of(() -> List.of(published(function))), of(() -> mappings(function)))),
            // CloudWatch Logs invokes it; it reads no queue.
            functions("CollectLogEventsFunctionName")
                .flatMap(function -> of(() -> List.of(published(function)))))
        .toList();
  }

  private Stream<String> functions(String... outputs) {
    return Stream.of(outputs).map(stack.outputs()::get).filter(Objects::nonNull);
  }

  private Stream<Finding> of(Supplier<List<Finding>> looking) {
    return Finding.of(NAME, regional.region(), looking).stream();
  }

  private Finding published(String function) {
    try {
      var live =
          ask(
              "lambda:GetFunctionConfiguration",
              "arn:*:lambda:%s:*:function:%s:%s".formatted(regional.region(), function, ALIAS),
              () ->
                  regional
                      .functions()
                      .getFunctionConfiguration(
                          request -> request.functionName(function).qualifier(ALIAS)));
      if (live.state() == State.FAILED) {
        return problem(function + " cannot run: " + live.stateReason(), "deploy its stack again");
      }
      if (live.lastUpdateStatus() == LastUpdateStatus.FAILED) {
        return problem(
            function + " could not be updated: " + live.lastUpdateStatusReason(),
            "deploy its stack again");
      }
      return live.version().equals("$LATEST")
          ? problem(
              "the alias live of " + function + " names no published version",
              "deploy its stack again")
          : ofVersion(
              "the alias live of " + function + " is its version " + live.version(),
              live.description());
    } catch (ResourceNotFoundException _) {
      return problem(
          function + " is gone, or has no alias live any more", "deploy its stack again");
    }
  }

  /// What template.yaml has each version say; one that was deployed before that says something
  /// else.
  private Finding ofVersion(String found, @Nullable String description) {
    var saying = SAYING.matcher(description == null ? "" : description);
    if (!saying.matches()) {
      return Finding.advice(
          NAME,
          regional.region(),
          found + ", which does not say of which DeployTrail it is; this is " + Home.version(),
          UPGRADE);
    }
    var ofDeployTrail = found + ", of DeployTrail " + saying.group(1);
    return saying.group(1).equals(Home.version())
        ? Finding.ok(NAME, regional.region(), ofDeployTrail)
        : Finding.advice(
            NAME, regional.region(), ofDeployTrail + "; this is " + Home.version(), UPGRADE);
  }

  /// The mappings are the alias's: those of the function itself are others.
  private List<Finding> mappings(String function) {
    var mappings =
        ask(
            "lambda:ListEventSourceMappings",
            "*",
            () ->
                regional
                    .functions()
                    .listEventSourceMappingsPaginator(
                        request -> request.functionName(function + ":" + ALIAS))
                    .eventSourceMappings()
                    .stream()
                    .toList());
    if (mappings.isEmpty()) {
      return List.of(
          problem(function + " is given nothing: it reads no queue", "deploy its stack again"));
    }
    return mappings.stream().map(mapping -> ofMapping(function, mapping)).toList();
  }

  private Finding ofMapping(String function, EventSourceMappingConfiguration mapping) {
    var queue = QueueCheck.name(mapping.eventSourceArn());
    return READING.contains(mapping.state())
        ? Finding.ok(NAME, regional.region(), function + " reads " + queue)
        : problem(
            "%s does not read %s: its event source mapping is %s"
                .formatted(function, queue, mapping.state()),
            "aws lambda update-event-source-mapping --region %s --uuid %s --enabled"
                .formatted(regional.region(), mapping.uuid()));
  }

  private Finding problem(String found, String next) {
    return Finding.problem(NAME, regional.region(), found, next);
  }
}

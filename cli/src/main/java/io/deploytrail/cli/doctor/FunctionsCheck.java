package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/// Whether the functions that fill the indexes can run, and are given what waits in their queues.
final class FunctionsCheck {
  private static final String NAME = "function";

  /// What template.yaml publishes its functions as.
  private static final String ALIAS = "live";

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
    return Stream.of("IndexSessionsFunctionName", "IngestLogsFunctionName")
        .map(stack.outputs()::get)
        .filter(Objects::nonNull)
        .flatMap(function ->
            Stream.concat(
                Finding.of(NAME, regional.region(), () -> List.of(published(function))).stream(),
                Finding.of(NAME, regional.region(), () -> mappings(function)).stream()))
        .toList();
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
          : Finding.ok(
              NAME,
              regional.region(),
              "the alias live of " + function + " is its version " + live.version());
    } catch (ResourceNotFoundException _) {
      return problem(
          function + " is gone, or has no alias live any more", "deploy its stack again");
    }
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

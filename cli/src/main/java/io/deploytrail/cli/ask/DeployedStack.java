package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.desk.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClientBuilder;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/// A CloudFormation stack of DeployTrail: its outputs say where the tables are, its parameters how
/// names are read and where calls are looked up.
public record DeployedStack(
    String name, Map<String, String> outputs, Map<String, String> parameters) {
  public DeployedStack {
    requireNonNull(name, "name");
    outputs = Map.copyOf(outputs);
    parameters = Map.copyOf(parameters);
  }

  /// `located` has a client ask as whom, and where, it shall.
  public static DeployedStack describe(
      String name, UnaryOperator<CloudFormationClientBuilder> located) {
    try (var client = located.apply(CloudFormationClient.builder()).build()) {
      var stack =
          client.describeStacks(request -> request.stackName(name)).stacks().stream()
              .findFirst()
              .orElseThrow(() -> new InvalidInputException("there is no stack " + name));
      return new DeployedStack(
          name,
          stack.outputs().stream()
              .collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
          stack.parameters().stream()
              .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)));
    } catch (CloudFormationException e) {
      if (e.statusCode() == 400 && String.valueOf(e.getMessage()).contains("does not exist")) {
        throw new InvalidInputException(
            "there is no stack " + name + " in that Region; --region says where it is");
      }
      throw e;
    }
  }

  String sessionsTable() {
    return output("SessionsTableName");
  }

  /// One that each stack of template.yaml has.
  public String output(String output) {
    return Optional.ofNullable(outputs.get(output))
        .orElseThrow(() ->
            new InvalidInputException(
                "stack %s has no output %s: it is no stack of template.yaml"
                    .formatted(name, output)));
  }

  @Nullable String callsTable() {
    return outputs.get("CallsTableName");
  }

  Settings settings() {
    return new Settings(list("SessionNameTemplates"), list("Organizations"), list("Provider"));
  }

  List<String> regions() {
    return list("LookupRegions");
  }

  /// The words of a parameter that lists some; none where it is empty.
  public List<String> list(String parameter) {
    return Arrays.stream(parameters.getOrDefault(parameter, "").split("[\\s]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}

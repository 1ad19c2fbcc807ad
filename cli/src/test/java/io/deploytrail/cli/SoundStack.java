package io.deploytrail.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The CloudFormation stack `deploytrail` of a [SoundInstallation], deployed by this version; a
/// test changes what is not to be sound.
final class SoundStack {
  private final SoundInstallation installed;
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, String> outputs = new TreeMap<>();

  SoundStack(SoundInstallation installed) throws IOException {
    this.installed = installed;
    new YAMLMapper()
        .readTree(Path.of("../template.yaml").toFile())
        .path("Parameters")
        .propertyStream()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().path("Default").asText()));
    outputs.put("SessionsTableName", "sessions");
    parameter("Organizations", "acme");
    parameter("SessionNameTemplates", "pulumi-${deployment.id}");
  }

  void parameter(String name, String value) {
    parameters.put(name, value);
    describe();
  }

  void withoutParameter(String name) {
    parameters.remove(name);
    describe();
  }

  private void describe() {
    installed.aws.xml(
        "DescribeStacks",
        """
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>deploytrail</StackName>
        <Outputs>%s</Outputs><Parameters>%s</Parameters></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """
            .formatted(members("Output", outputs), members("Parameter", parameters)));
  }

  private static String members(String kind, Map<String, String> values) {
    return values.entrySet().stream()
        .map(each ->
            "<member><%1$sKey>%2$s</%1$sKey><%1$sValue>%3$s</%1$sValue></member>"
                .formatted(kind, each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }
}

package io.deploytrail.adversary;

import java.util.List;
import java.util.Map;

/// How a stack's session name is made: Pulumi's template, rendered here apart from the core's own
/// rendering ("Session name" in the vendor's documentation: 64 signs, one common cap on the names).
enum Style {
  STATIC("pulumi-deployments"),
  OTHER_STATIC("ci"),
  FULL("${organization.name}-${project.name}-${stack.name}-${deployment.id}"),
  ID("pulumi-${deployment.id}"),
  STACK_AND_ID("${stack.name}-${deployment.id}"),
  PROJECT_STACK_AND_ID("${project.name}.${stack.name}.${deployment.id}"),
  VERSION("${project.name}-${stack.name}-v${deployment.version}"),
  OPERATION_AND_VERSION("${stack.name}-${deployment.operation}-${deployment.version}"),
  LITERAL_UUID("tenant-0e9b2c33-1111-4222-8333-abcdefabcdef");

  private static final int LONGEST = 64;
  private static final List<String> NAMES = List.of("organization", "project", "stack");
  private static final Map<String, String> VARIABLES =
      Map.of(
          "organization", "${organization.name}",
          "project", "${project.name}",
          "stack", "${stack.name}",
          "operation", "${deployment.operation}",
          "version", "${deployment.version}",
          "id", "${deployment.id}");

  final String template;

  Style(String template) {
    this.template = template;
  }

  boolean saysTheId() {
    return template.contains("${deployment.id}");
  }

  boolean saysTheVersion() {
    return template.contains("${deployment.version}");
  }

  String render(Truth deployment) {
    var cap = LONGEST;
    var name = render(deployment, cap);
    while (name.length() > LONGEST) {
      name = render(deployment, --cap);
    }
    return name;
  }

  private String render(Truth deployment, int cap) {
    var name = template;
    for (var variable : VARIABLES.entrySet()) {
      var value = deployment.field(variable.getKey()).orElse("");
      var isCut = NAMES.contains(variable.getKey()) && value.length() > cap;
      name = name.replace(variable.getValue(), isCut ? value.substring(0, cap) : value);
    }
    return name;
  }
}

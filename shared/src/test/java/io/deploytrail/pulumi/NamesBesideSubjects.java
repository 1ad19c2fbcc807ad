package io.deploytrail.pulumi;

import java.util.Arrays;

/// Templates, and the subjects beside which their names are read.
final class NamesBesideSubjects {
  static final String UUID_TEXT = "806bf21f-444f-4825-a80c-afd12cd2526a";

  static final String FULL = "${organization.name}-${project.name}-${stack.name}-${deployment.id}";

  private NamesBesideSubjects() {}

  static SessionNames names(String... templates) {
    return new SessionNames(Arrays.stream(templates).map(SessionNameTemplate::parse).toList());
  }

  static Subject.Deployment subject(String organization, String project, String stack) {
    return subject(organization, project, stack, "update");
  }

  static Subject.Deployment subject(
      String organization, String project, String stack, String operation) {
    var text =
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
            .formatted(organization, project, stack, operation);
    return (Subject.Deployment) Subject.parse(text);
  }
}

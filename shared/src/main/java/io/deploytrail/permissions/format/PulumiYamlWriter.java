package io.deploytrail.permissions.format;

import io.deploytrail.permissions.policy.PolicyDocument;
import java.util.List;

/// Writes documents as the resources of a Pulumi program in YAML.
///
/// A document is JSON in a literal block, in which YAML knows no escapes; `${` begins an
/// interpolation of Pulumi's, and `$${` is the signs themselves. Source: Pulumi, "Pulumi YAML
/// language reference".
final class PulumiYamlWriter {
  private static final String INDENT = " ".repeat(8);

  private PulumiYamlWriter() {}

  static String write(List<PolicyDocument> documents) {
    var written = new StringBuilder(documents.isEmpty() ? "resources: {}\n" : "resources:\n");
    for (var document : documents) {
      written
          .append("  ")
          .append(ResourceNames.identifier(document.name()))
          .append(":\n    type: aws:iam:Policy\n    properties:\n      name: \"")
          .append(ResourceNames.policy(document.name()))
          .append("\"\n      policy: |\n");
      DocumentJson.pretty(document.json())
          .replace("${", "$${")
          .lines()
          .forEach(line -> written.append(INDENT).append(line).append('\n'));
    }
    return written.toString();
  }
}

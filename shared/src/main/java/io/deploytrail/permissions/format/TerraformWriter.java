package io.deploytrail.permissions.format;

import io.deploytrail.permissions.policy.PolicyDocument;
import java.util.List;

/// Writes documents as Terraform's HCL.
///
/// A document is JSON in a heredoc, in which a backslash is itself and only `${` and `%{` begin
/// something: doubled, they are themselves. Source: Terraform, "Strings and Templates".
final class TerraformWriter {
  private TerraformWriter() {}

  static String write(List<PolicyDocument> documents) {
    var written = new StringBuilder();
    for (var document : documents) {
      written
          .append(written.isEmpty() ? "" : "\n")
          .append("resource \"aws_iam_policy\" \"")
          .append(ResourceNames.identifier(document.name()))
          .append("\" {\n  name   = \"")
          .append(ResourceNames.policy(document.name()))
          .append("\"\n  policy = <<EOT\n")
          .append(escaped(DocumentJson.pretty(document.json())))
          .append("EOT\n}\n");
    }
    return written.toString();
  }

  private static String escaped(String json) {
    return json.replace("${", "$${").replace("%{", "%%{");
  }
}

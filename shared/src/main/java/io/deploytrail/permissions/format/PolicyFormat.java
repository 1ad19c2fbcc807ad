package io.deploytrail.permissions.format;

import io.deploytrail.permissions.policy.PolicyDocument;
import java.util.List;

/// A form in which policy documents are handed on. The documents are the same in each.
public enum PolicyFormat {
  /// JSON: the document itself; of several an object of them by name.
  POLICY {
    @Override
    public String write(List<PolicyDocument> documents) {
      return DocumentJson.write(documents);
    }
  },
  /// HCL, an `aws_iam_policy` each.
  TERRAFORM {
    @Override
    public String write(List<PolicyDocument> documents) {
      return TerraformWriter.write(documents);
    }
  },
  /// A program in YAML, an `aws:iam:Policy` each.
  PULUMI_YAML {
    @Override
    public String write(List<PolicyDocument> documents) {
      return PulumiYamlWriter.write(documents);
    }
  },
  /// A template in JSON, an `AWS::IAM::ManagedPolicy` each.
  CLOUDFORMATION {
    @Override
    public String write(List<PolicyDocument> documents) {
      return CloudFormationWriter.write(documents);
    }
  };

  /// With a line feed at the end.
  public abstract String write(List<PolicyDocument> documents);
}

package io.deploytrail.permissions.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.permissions.policy.PolicyDocument;
import java.util.List;

/// Writes documents as the resources of a CloudFormation template, in JSON. CloudFormation replaces
/// `${…}` in `Fn::Sub` alone, which is not used.
final class CloudFormationWriter {
  private CloudFormationWriter() {}

  static String write(List<PolicyDocument> documents) {
    var template = JsonNodeFactory.instance.objectNode();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    var resources = template.putObject("Resources");
    for (var document : documents) {
      var resource = resources.putObject(ResourceNames.logicalId(document.name()));
      resource.put("Type", "AWS::IAM::ManagedPolicy");
      resource.putObject("Properties").set("PolicyDocument", document.json());
    }
    return DocumentJson.pretty(template);
  }
}

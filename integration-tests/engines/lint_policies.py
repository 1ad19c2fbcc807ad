"""Lints what each role and managed policy of a template allows, with parliament: actions that do not exist, resources and condition keys
that an action does not take, stars without need.

usage: lint_policies.py TEMPLATE.json…    templates as CloudFormation takes them; names what is wrong and exits with 1 if anything is

A policy is linted as it is where every condition of the template holds. Exceptions are below, each with its reason.
"""

import json
import re
import sys

import parliament

VALUES = {
    "AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": "111122223333", "AWS::StackName": "deploytrail",
    "TrailBucket": "acme-trail", "OrganizationId": "o-a1b2c3d4e5", "HomeAccount": "111122223333", "HomeRegion": "us-east-1",
    "TrailKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
}
ARNS = {
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:us-east-1:111122223333:table/{}",
    "AWS::SQS::Queue": "arn:aws:sqs:us-east-1:111122223333:{}",
    "AWS::S3::Bucket": "arn:aws:s3:::{}",
    "AWS::Logs::LogGroup": "arn:aws:logs:us-east-1:111122223333:log-group:{}:*",
    "AWS::Lambda::Alias": "arn:aws:lambda:us-east-1:111122223333:function:{}:live",
    "AWS::StepFunctions::StateMachine": "arn:aws:states:us-east-1:111122223333:stateMachine:{}",
    "AWS::Events::EventBus": "arn:aws:events:us-east-1:111122223333:event-bus/{}",
}
# What parliament says, by issue, policy and action, and why it may stand.
EXCEPTIONS = {
    ("RESOURCE_MISMATCH", "BackfillLogsRunsItself", "states:DescribeExecution"):
        "its data has express executions only; AWS's page on policies for distributed maps has those of child executions",
}


def arn(template, name):
    return ARNS[template["Resources"][name]["Type"]].format(name.lower())


def reference(template, name):
    if name in VALUES:
        return VALUES[name]
    if name in template.get("Parameters", {}):
        return str(template["Parameters"][name].get("Default", ""))
    resource = template["Resources"][name]
    return arn(template, name) if resource["Type"] in ("AWS::Lambda::Alias", "AWS::StepFunctions::StateMachine") else name.lower()


def placeholder(template, name):
    resource, _, attribute = name.partition(".")
    if attribute == "Arn":
        return arn(template, resource)
    return resource.lower() if attribute else reference(template, name)


def value(template, node):
    """The node with its functions carried out."""
    if isinstance(node, list):
        return [each for each in (value(template, one) for one in node) if each != "AWS::NoValue"]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        (function, argument), = node.items()
        if function == "Ref":
            return "AWS::NoValue" if argument == "AWS::NoValue" else reference(template, argument)
        if function == "Fn::GetAtt":
            return placeholder(template, argument if isinstance(argument, str) else ".".join(argument))
        if function == "Fn::Sub":
            return re.sub(r"\$\{([^}]*)\}", lambda found: placeholder(template, found[1]), argument)
        if function == "Fn::If":
            return value(template, argument[1])
        if function.startswith("Fn::"):
            raise ValueError(f"{function} was not expected in a policy")
    return {name: value(template, each) for name, each in node.items()}


def policies(template):
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        if resource["Type"] in ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy"):
            yield name, value(template, properties["PolicyDocument"])
        if resource["Type"] == "AWS::IAM::Role":
            for policy in value(template, properties.get("Policies", [])):
                yield f"{name}/{policy['PolicyName']}", policy["PolicyDocument"]


def main(files):
    linted, wrong, used = 0, [], set()
    for file in files:
        with open(file, encoding="utf-8") as content:
            template = json.load(content)
        for name, document in policies(template):
            linted += 1
            for finding in parliament.analyze_policy_string(json.dumps(document)).findings:
                keys = {(finding.issue, name, detail["action"]) for detail in finding.detail} if isinstance(finding.detail, list) else set()
                used |= keys & EXCEPTIONS.keys()
                if not keys or keys - EXCEPTIONS.keys():
                    wrong.append(f"{name}: {finding.issue}: {finding.detail} {finding.location}")
    wrong += [f"an exception is needed no more: {key}" for key in EXCEPTIONS.keys() - used]
    print("\n".join(wrong) or f"{linted} policies")
    sys.exit(1 if wrong or not linted else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

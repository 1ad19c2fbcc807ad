"""Deploys a template of this repository to a MiniStack on loopback and prints the stack's outputs as JSON.

usage: deploy.py ENDPOINT RUNTIME TEMPLATE [Parameter=Value …]

RUNTIME is a folder with AWS's Java runtime interface client and what it needs. Account 111122223333, us-east-1.

What is deployed differs from the template in what UNKNOWN_TYPES and DIFFERENCES list, and in nothing else.
"""

import io
import json
import os
import platform
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ACCOUNT = "111122223333"
REGION = "us-east-1"

os.environ["AWS_DEFAULT_REGION"] = REGION

import boto3  # noqa: E402, reads the Region
from sam_template import translated  # noqa: E402

# The runtime's native library is given, since it would unpack it into /tmp, where functions that start at once meet. What a
# function logs MiniStack keeps to itself.
JNI = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
BOOTSTRAP = f"""#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED \\
  -D{JNI}="$LAMBDA_TASK_ROOT/lib/runtime.so" \\
  -cp "$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER" \\
  >> "${{TMPDIR:-/tmp}}/functions.log" 2>&1
"""


def on_a_runtime_of_its_own(name, kind, properties):
    """MiniStack answers for java25 with a mock. So the zips hold AWS's runtime interface client as well, and start it."""
    if kind == "AWS::Lambda::Function":
        properties["Runtime"] = "provided.al2023"


def without_snapstart(name, kind, properties):
    """MiniStack has no snapshots; a version starts as any other."""
    if kind == "AWS::Lambda::Function":
        properties.pop("SnapStart", None)


def with_events_of_another_source(name, kind, properties):
    """PutEvents refuses sources that begin with "aws.", here as on AWS; the rule's target is told what AWS would tell it.

    The rule's state is one that MiniStack knows.
    """
    if kind == "AWS::Events::Rule" and properties["EventPattern"]["source"] == ["aws.sts"]:
        properties["State"] = "ENABLED"
        properties["EventPattern"]["source"] = ["emulated.sts"]
        fields = ["version", "id", "detail-type", "account", "time", "region", "resources", "detail"]
        for target in properties["Targets"]:
            target["InputTransformer"] = {
                "InputPathsMap": {field.replace("-", ""): f"$.{field}" for field in fields},
                "InputTemplate": '{"source": "aws.sts", '
                + ", ".join(f'"{field}": <{field.replace("-", "")}>' for field in fields) + "}",
            }


def with_conditions_that_can_hold(name, kind, properties):
    """MiniStack is asked by plain HTTP, on loopback, and does not know the key aws:PrincipalArn."""
    if kind in ("AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy"):
        document = properties["PolicyDocument"]
        document["Statement"] = [
            statement for statement in document["Statement"]
            if not any(key in json.dumps(statement) for key in ["aws:SecureTransport", "aws:PrincipalArn"])]


def with_short_waits(name, kind, properties):
    """A failed issuance would come again after minutes, 50 times, and nothing would be handed on before a batch is full."""
    if name == "IssuanceQueue":
        properties["VisibilityTimeout"] = 5
        properties["RedrivePolicy"]["maxReceiveCount"] = 5
    if kind == "AWS::Lambda::EventSourceMapping":
        properties["MaximumBatchingWindowInSeconds"] = 0


DIFFERENCES = [
    on_a_runtime_of_its_own, without_snapstart, with_events_of_another_source, with_conditions_that_can_hold, with_short_waits,
]


# MiniStack does not know them: the provider of Pulumi is there before the stack, as CreateProvider=false has it; saved queries.
UNKNOWN_TYPES = ["AWS::IAM::OIDCProvider", "AWS::Logs::QueryDefinition"]


def emulated(template):
    template["Resources"] = {
        name: resource for name, resource in template["Resources"].items() if resource["Type"] not in UNKNOWN_TYPES}
    for name, resource in template["Resources"].items():
        for change in DIFFERENCES:
            change(name, resource["Type"], resource.get("Properties", {}))
    return template


def native_library(runtime):
    machine = {"x86_64": "x86_64", "aarch64": "aarch_64", "arm64": "aarch_64"}[platform.machine()]
    client, = runtime.glob("aws-lambda-java-runtime-interface-client-*.jar")
    with zipfile.ZipFile(client) as jar:
        return jar.read(f"jni/libaws-lambda-jni.linux-{machine}.so")


def startable(function_zip, runtime):
    """The zip of a function, and beside it what starts it."""
    content = io.BytesIO(function_zip.read_bytes())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("bootstrap", BOOTSTRAP)
        known = set(archive.namelist())
        for jar in sorted(runtime.glob("*.jar")):
            if f"lib/{jar.name}" not in known:
                archive.writestr(f"lib/{jar.name}", jar.read_bytes())
        archive.writestr("lib/runtime.so", native_library(runtime))
    return content.getvalue()


def main():
    endpoint, runtime, source = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    parameters = dict(argument.split("=", 1) for argument in sys.argv[4:])
    stack = "deploytrail" + source.stem.removeprefix("template")
    client = lambda service: boto3.client(  # noqa: E731
        service, endpoint_url=endpoint, region_name=REGION, aws_access_key_id=ACCOUNT, aws_secret_access_key="test")

    template = emulated(translated(source))
    s3 = client("s3")
    s3.create_bucket(Bucket="artifacts")
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Lambda::Function":
            key = resource["Properties"]["Code"]["S3Key"]
            s3.put_object(Bucket="artifacts", Key=key, Body=startable(ROOT / key, runtime))
    s3.put_object(Bucket="artifacts", Key=f"{stack}.json", Body=json.dumps(template).encode())
    if "TrailBucket" in parameters:
        s3.create_bucket(Bucket=parameters["TrailBucket"])
        s3.put_bucket_notification_configuration(
            Bucket=parameters["TrailBucket"], NotificationConfiguration={"EventBridgeConfiguration": {}})

    if "TrailLogGroup" in parameters:
        client("logs").create_log_group(logGroupName=parameters["TrailLogGroup"])

    stacks = client("cloudformation")
    stacks.create_stack(
        StackName=stack, TemplateURL=f"{endpoint}/artifacts/{stack}.json",
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()])
    try:
        stacks.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1, "MaxAttempts": 120})
    except Exception:
        for event in stacks.describe_stack_events(StackName=stack)["StackEvents"]:
            if event["ResourceStatus"].endswith("FAILED"):
                print(event["LogicalResourceId"], event.get("ResourceStatusReason"), file=sys.stderr)
        raise
    outputs = stacks.describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    json.dump({output["OutputKey"]: output["OutputValue"] for output in outputs}, sys.stdout)


if __name__ == "__main__":
    main()

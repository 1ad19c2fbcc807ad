"""What `sam deploy` would send to CloudFormation, without AWS: SAM's own command runs up to where it would ask AWS.

usage: sam_deploys.py    in the folder of the templates; reads the words behind `sam` as a JSON list a line, and answers each with a
                         line: {"template", "stack", "region", "parameters": {name: value, or null for "as it was"}}, or {"refused"}.

Whoever is asked something, as `--guided` does, presses the return key.
"""

import json
import os
import shutil
import sys
import tempfile

home = tempfile.TemporaryDirectory()
os.environ.update(
    HOME=home.name, SAM_CLI_TELEMETRY="0", AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_EC2_METADATA_DISABLED="true")

from click.testing import CliRunner  # noqa: E402, read their environment
from samcli.cli.main import cli  # noqa: E402
from samcli.commands.deploy import command, guided_context  # noqa: E402
from samcli.commands.deploy.deploy_context import DeployContext  # noqa: E402
from samcli.commands.package.package_context import PackageContext  # noqa: E402
from samcli.lib.utils import version_checker  # noqa: E402
from samcli.yamlhelper import yaml_parse  # noqa: E402

RETURN_KEY = "\n" * 200
sent = {}


def package(context):
    """Instead of uploading the zips."""
    sent["template"] = context.template_file
    shutil.copyfile(context.template_file, context.output_template_file)


def deploy(context):
    """Instead of asking for a change set."""
    with open(context.template_file, encoding="utf-8") as file:
        parameters = context.merge_parameters(yaml_parse(file.read()), context.parameter_overrides)
    sent["stack"], sent["region"] = context.stack_name, context.region
    sent["parameters"] = {parameter["ParameterKey"]: parameter.get("ParameterValue") for parameter in parameters}


def no_images(context, *_):
    """Instead of asking who it is whose repositories of images they would be."""
    return {}


def bucket(profile, region):
    """Instead of making SAM's own bucket."""
    return "bucket"


def main():
    PackageContext.run = package
    DeployContext.run = deploy
    command.manage_stack = guided_context.manage_stack = bucket
    guided_context.GuidedContext.prompt_image_repository = no_images
    # It would ask for the newest version.
    version_checker._inform_newer_version = lambda: None
    for line in sys.stdin:
        sent.clear()
        result = CliRunner().invoke(cli, json.loads(line), input=RETURN_KEY)
        if result.exit_code != 0:
            sent.clear()
            sent["refused"] = f"{result.output}\n{result.exception!r}"
        elif sent:
            sent["template"] = os.path.basename(sent["template"])
        print(json.dumps(sent), flush=True)


if __name__ == "__main__":
    main()

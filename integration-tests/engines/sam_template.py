"""What `sam deploy` would hand to CloudFormation, without AWS: templates with their functions, rules and roles spelled out.

usage: sam_template.py TEMPLATE    prints it as JSON, with the definitions of state machines as JSON too, for linters
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.parser.parser import Parser  # noqa: E402, reads the Region
from samtranslator.translator.translator import Translator  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402


def translated(source):
    """The template in that file, with the definitions of its state machines in it.

    Its zips are objects of a bucket named artifacts, under the paths that CodeUri has.
    """
    template = yaml_parse(Path(source).read_text(encoding="utf-8"))
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            properties["CodeUri"] = {"Bucket": "artifacts", "Key": properties["CodeUri"]}
        if "DefinitionUri" in properties:
            definition = Path(source).parent / properties.pop("DefinitionUri")
            properties["Definition"] = yaml_parse(definition.read_text(encoding="utf-8"))
    defaults = {name: given["Default"] for name, given in template["Parameters"].items() if "Default" in given}
    plain = Translator({}, Parser()).translate(template, defaults)
    # Dates in policies were read as such.
    return json.loads(json.dumps(plain, default=str))


def literal(fields):
    """cfn-lint knows Amazon's first partition only, and no JSONata where a number may stand."""
    if "Resource" in fields:
        fields["Resource"] = fields["Resource"].replace("${Partition}", "aws")
    if isinstance(fields.get("MaxConcurrency"), str):
        fields["MaxConcurrency"] = 5
    return fields


def with_literal_definitions(template):
    """Linters look into no DefinitionString."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::StepFunctions::StateMachine":
            definition = "".join(resource["Properties"].pop("DefinitionString")["Fn::Join"][1])
            resource["Properties"]["Definition"] = json.loads(definition, object_hook=literal)
    return template


if __name__ == "__main__":
    json.dump(with_literal_definitions(translated(sys.argv[1])), sys.stdout, indent=1)

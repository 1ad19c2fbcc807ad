"""Lints whether each Region that cfn-lint knows has the resource types of templates, and whether docs/deploy.md names those that lack one.

usage: lint_regions.py TEMPLATE.json…    templates as CloudFormation takes them; names what is wrong and exits with 1 if anything is

cfn-lint itself would take minutes for all Regions; it says of a type only whether it is there.
"""

import json
import re
import sys
from pathlib import Path

from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs/deploy.md"
# Types that a Region may lack, and the parameter that leaves them out there.
OPTIONAL = {"AWS::Lambda::Url": "FunctionUrl=false"}


def named(parameter):
    """The Regions of the guide's row on that parameter."""
    rows = [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith("|") and f"`{parameter}`" in line]
    return set(re.findall(r"\b[a-z]{2}(?:-[a-z]+)+-[0-9]\b", " ".join(rows)))


def main(files):
    wrong, lacking = [], {name: set() for name in OPTIONAL}
    for file in files:
        with open(file, encoding="utf-8") as content:
            types = {resource["Type"] for resource in json.load(content)["Resources"].values()}
        for region in REGIONS:
            for missing in types - set(PROVIDER_SCHEMA_MANAGER.get_resource_types(region)):
                if missing in OPTIONAL:
                    lacking[missing].add(region)
                else:
                    wrong.append(f"{Path(file).stem}: {region} has no {missing}")
    for name, regions in lacking.items():
        if regions - named(OPTIONAL[name]):
            wrong.append(f"docs/deploy.md: {OPTIONAL[name]} is for these as well: {', '.join(sorted(regions - named(OPTIONAL[name])))}")
    print("\n".join(wrong) or f"{len(REGIONS)} Regions")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

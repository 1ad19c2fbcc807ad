"""Writes each policy of the templates, as SAM translates them, into a folder, for AWS's validator.

usage: policies.py FOLDER TEMPLATE.json…    prints the files' names; run by .engines/lint/bin/python
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "integration-tests/engines"))
from lint_policies import policies  # noqa: E402, it is beside the other engines


def main(folder, files):
    for file in files:
        template = json.loads(Path(file).read_text(encoding="utf-8"))
        for name, document in policies(template):
            policy = Path(folder) / f"{Path(file).stem}-{name.replace('/', '-')}.json"
            policy.write_text(json.dumps(document), encoding="utf-8")
            print(policy)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

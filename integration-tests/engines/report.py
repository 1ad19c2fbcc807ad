#!/usr/bin/env python3
"""Says of each check that needs an engine whether it ran, and why not."""

import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def reason(skip):
    """Of a condition it is an attribute; of an assumption, the first line of what was thrown."""
    return skip.get("message") or (skip.text or "no reason given").splitlines()[0].split("Assumption failed: ")[-1]


for file in sorted(ROOT.glob("*/target/failsafe-reports/TEST-*.xml"), key=lambda report: report.name):
    suite = ET.parse(file).getroot()
    tests, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    reasons = {reason(skip) for skip in suite.iter("skipped")}
    outcome = f"{failed} failed" if failed else f"{tests - skipped} passed" if tests > skipped else "not run"
    line = f"{suite.get('name').rsplit('.', 1)[-1]:30} {outcome}"
    print(line if not reasons else f"{line}; {skipped} skipped: {'; '.join(sorted(reasons))}")

#!/usr/bin/env python3
"""Says of each check that needs an engine whether it ran, and why not."""

import xml.etree.ElementTree as ET
from pathlib import Path

REPORTS = Path(__file__).resolve().parent.parent / "target" / "failsafe-reports"

for file in sorted(REPORTS.glob("TEST-*.xml")):
    suite = ET.parse(file).getroot()
    tests, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    reasons = {reason.get("message") for reason in suite.iter("skipped")}
    outcome = f"{failed} failed" if failed else f"{tests - skipped} passed" if tests > skipped else "not run"
    line = f"{suite.get('name').rsplit('.', 1)[-1]:30} {outcome}"
    print(line if not reasons else f"{line}; {skipped} skipped: {'; '.join(sorted(map(str, reasons)))}")

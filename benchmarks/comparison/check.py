"""Compares what `deploytrail attribute` says with the truth, call by call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def differences(answers: Path, truth: Path) -> list[str]:
    """One sentence a call that was attributed otherwise, that is missing, or that is too many."""
    said = {}
    found = []
    for line in answers.open():
        answer = json.loads(line)
        if answer["eventId"] in said:
            found.append(f"{answer['eventId']} has two lines")
        said[answer["eventId"]] = flat(answer)
    for line in truth.open():
        expected = json.loads(line)
        event = expected.pop("eventId")
        answer = said.pop(event, None)
        if answer is None:
            found.append(f"{event} is missing; it is {expected}")
            continue
        wrong = {name: answer.get(name) for name, value in expected.items() if answer.get(name) != value}
        if wrong:
            found.append(f"{event} is {expected}, and was said to be {wrong}")
    found += [f"{event} is nobody's, and was said to be {answer}" for event, answer in said.items()]
    return found


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """Verdict and confidence beside the fields of the deployment or environment."""
    named = answer.get("deployment") or {"organization": answer.get("environment", {}).get("organization")}
    return {"verdict": answer["verdict"], "confidence": answer.get("confidence")} | named

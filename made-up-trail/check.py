"""Asks `deploytrail attribute`, and compares what it says with the truth, call by call."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import Trail
from truth import Configuration

ROOT = Path(__file__).resolve().parent.parent
FIELDS = ("organization", "project", "stack", "operation", "version", "id")
OF_ENVIRONMENT = {"organization": "organization", "name": "environment", "root": "root", "user": "user"}


@dataclass(frozen=True)
class Difference:
    """A call that was attributed otherwise, that is missing, or that is too many; of a kind that many calls may have."""

    situation: str
    kind: str
    sentence: str


def attribute(trail: Trail, configuration: Configuration) -> list[str]:
    """DeployTrail's command over the trail, told what the configuration tells."""
    options = {
        "--template": configuration.templates, "--organization": configuration.organizations,
        "--provider": configuration.providers,
    }
    words = [word for option, values in options.items() for value in values for word in (option, value)]
    return [str(ROOT / "deploytrail"), "attribute", str(trail.logs), "--format", "ndjson", *words]


def explain(trail: Trail, configuration: Configuration) -> list[dict[str, Any]]:
    """What DeployTrail says of each refused issuance of the trail, by an index of its own."""
    command = str(ROOT / "deploytrail")
    words = [word for option, values in (("--organization", configuration.organizations), ("--provider", configuration.providers))
             for value in values for word in (option, value)]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([command, "index", str(trail.logs), *words], cwd=folder, check=True)
        asked = [command, "denied", "--explain", "--from", "2026-11-01", "--to", "2026-12-01", "--format", "ndjson", *words]
        answers = subprocess.run(asked, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in answers.splitlines()]


def unexplained(answers: list[dict[str, Any]], refusals: Path) -> list[Difference]:
    """Refusals whose cause is another one, or that are less sure than they can be, or surer."""
    said = {answer["eventId"]: answer["refusal"] for answer in answers}
    all_expected = [json.loads(line) for line in refusals.open()]
    # Of retries, the first alone has a line.
    explained = {expected["role"] for expected in all_expected if expected["eventId"] in said}
    found = [
        Difference(expected["situation"], "missing", f"{expected['eventId']} is missing")
        for expected in all_expected if expected["role"] not in explained
    ]
    for expected in all_expected:
        refusal = said.get(expected["eventId"], expected)
        answer, known = ({name: of.get(name) for name in ("cause", "certainty")} for of in (refusal, expected))
        if answer != known:
            kind = f"{known['cause']} {known['certainty']}, said to be {answer['cause']} {answer['certainty']}"
            found.append(Difference(expected["situation"], kind, f"{expected['eventId']}: {refusal}"))
    return found


def differences(answers: Path, truth: Path) -> list[Difference]:
    said = {}
    found = []
    for line in answers.open():
        answer = json.loads(line)
        if answer["eventId"] in said:
            found.append(Difference("any", "two lines", f"{answer['eventId']} has two lines"))
        said[answer["eventId"]] = flat(answer)
    for line in truth.open():
        expected = json.loads(line)
        event, situation = expected.pop("eventId"), expected.pop("situation")
        answer = said.pop(event, None)
        if answer is None:
            found.append(Difference(situation, "missing", f"{event} is missing; it is {expected}"))
        elif answer != expected:
            kind = f"{brief(expected)}, said to be {brief(answer)}"
            found.append(Difference(situation, kind, f"{event} is {expected}, and was said to be {answer}"))
    found += [
        Difference("nobody's call", f"NONE, said to be {brief(answer)}", f"{event} is nobody's, and was said to be {answer}")
        for event, answer in said.items() if not is_nobodys(answer)
    ]
    return found


def brief(answer: dict[str, Any]) -> str:
    """An answer without the values of its fields."""
    named = [name for name in (*FIELDS, *OF_ENVIRONMENT.values()) if name in answer]
    words = [answer["verdict"], answer.get("confidence", ""), *answer["warnings"], "/".join(dict.fromkeys(named))]
    stated = ["stated " + "/".join(answer["stated"])] if "stated" in answer else []
    return " ".join(filter(None, [*words, *stated]))


def is_nobodys(answer: dict[str, Any]) -> bool:
    """NONE has no confidence, no fields, and no warning but that of a reused key."""
    return answer["verdict"] == "NONE" and answer.keys() == {"verdict", "warnings"} and answer["warnings"] in ([], ["KEY_REUSED"])


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as a line of the truth."""
    environment = answer.get("environment", {})
    named = {name: value for name, value in answer.get("deployment", {}).items() if name in FIELDS}
    named |= {OF_ENVIRONMENT[name]: value for name, value in environment.items() if name in OF_ENVIRONMENT}
    as_it_is = {name: answer[name] for name in ("confidence", "stated") if name in answer}
    return {"verdict": answer["verdict"]} | as_it_is | named | {"warnings": sorted(answer["warnings"])}


def report(found: list[Difference]) -> list[str]:
    """How many calls of each situation are of which kind, and the first of them."""
    by_kind = defaultdict(list)
    for difference in found:
        by_kind[difference.situation, difference.kind].append(difference.sentence)
    return [
        f"{situation}: {len(sentences)} calls are {kind}, such as\n  {sentences[0]}"
        for (situation, kind), sentences in sorted(by_kind.items())
    ]

"""Walks from step to step, remembers where it was, and writes the report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from pathlib import Path

import page
from scrub import Scrubber
from steps import STEPS, Command, Step

PLACE = re.compile(r"\{\{|\}\}|(?<!\$)\{((?:output:|athena:)?[A-Za-z-]+)\}")
NAMELESS = ("region", "stack", "database", "day", "slashed-day", "work")
LINES_SHOWN = 30
ENVIRONMENT = os.environ | {"PATH": os.environ.get("CALLERS_PATH", os.environ["PATH"])}


class Missing(Exception):
    """A text that a command needs, and an earlier one did not find."""


class Walk:
    """`folder` keeps the state, which names the account, and the report, which does not."""

    def __init__(self, folder: Path, settings: dict, defaults: dict, yes: bool, interval: float):
        self.folder, self.yes, self.interval = folder, yes, interval
        self.file = folder / "state.json"
        self.state = json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else {"values": {}, "done": {}}
        values = self.state["values"]
        changed = [name for name, text in settings.items() if text not in ("", values.get(name, text))]
        if changed:
            raise Missing(f"{changed[0]} as it is given: it was {values[changed[0]]} when this walk began; another --folder begins anew")
        values |= {name: text for name, text in settings.items() if text}
        self.state["values"] = defaults | values
        self.state["values"] |= derived(self.state["values"]) | {"work": str(folder)}
        self.save()

    def run(self, names, again):
        for step in STEPS:
            if names and step.name not in names:
                continue
            if self.is_done(step) and not again:
                print(f"{step.name}: done already")
                continue
            self.step(step)
            if step.essential and not self.is_done(step):
                print(f"\nNothing goes on without {step.name}.")
                break
        print(f"\nThe report, without what names you: {self.report()}")

    def is_done(self, step):
        return self.state["done"].get(step.name, {}).get("as expected", False)

    def step(self, step: Step):
        tell(step)
        if step.after and not self.is_due(*step.after):
            return
        if step.by_hand and not self.agrees(f"{step.by_hand}\nDone?"):
            return
        if step.costs and not self.agrees(f"What it makes, charges or removes: {step.costs}.\nGo on?"):
            return
        results = []
        for command in step.commands:
            results.append(self.command(command))
            if not results[-1]["as expected"]:
                break
        self.state["done"][step.name] = {
            "at": time.time(), "as expected": all(result["as expected"] for result in results), "results": results}
        self.save()
        self.report()

    def is_due(self, name, minutes):
        began = self.state["done"].get(name, {}).get("at")
        if began is None:
            print(f"Not yet: {name} comes first.")
            return False
        left = began + minutes * 60 - time.time()
        if left > 0:
            print(f"Not yet: run this again in {left / 60 + 1:.0f} minutes; what is done is not done again.")
        return left <= 0

    def agrees(self, question):
        if self.yes:
            print(f"{question} yes")
            return True
        try:
            return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
        except EOFError:
            return False

    def command(self, command: Command):
        print(f"\n$ {command.line}\nexpected: {command.expected}")
        end = time.time() + command.minutes * 60
        while True:
            status, came = self.once(command)
            fits = (command.status is None or status == command.status) and re.search(command.looks, came, re.MULTILINE) is not None
            if fits or time.time() >= end:
                break
            time.sleep(self.interval)
        if command.save and fits:
            self.state["values"][command.save] = came.strip()
            self.save()
        shown = self.scrubbed(came)
        print(f"came (status {status}), {'as expected' if fits else 'NOT AS EXPECTED'}:\n{shown}")
        return {"line": command.line, "expected": command.expected, "status": status, "came": shown, "as expected": fits}

    def once(self, command):
        try:
            line = self.filled(command.line)
        except Missing as missing:
            return -1, f"not run: there is no {missing}"
        done = subprocess.run(
            ["bash", "-c", "set -o pipefail; " + line], cwd=page.ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        return done.returncode, done.stdout

    def filled(self, line):
        return PLACE.sub(lambda place: place[0][0] if place[1] is None else self.value(place[1]), line)

    def value(self, name):
        values = self.state["values"]
        if name not in values and ":" in name:
            stack, output = name.split(":")
            found = self.output(values["stack"] + ("-athena" if stack == "athena" else ""), output)
            if found:
                values[name] = found
        if name not in values:
            raise Missing(name)
        return values[name]

    def output(self, stack, name):
        asked = ["aws", "cloudformation", "describe-stacks", "--region", self.state["values"]["region"], "--stack-name", stack,
                 "--query", f"Stacks[0].Outputs[?OutputKey=='{name}'].OutputValue", "--output", "text"]
        return subprocess.run(asked, env=ENVIRONMENT, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()

    def scrubbed(self, text):
        known = [value for name, value in self.state["values"].items() if name not in NAMELESS]
        lines = [line.rstrip() for line in Scrubber(known).scrub(text.replace(str(self.folder), "<folder>")).strip().splitlines()]
        cut = [f"… {len(lines) - LINES_SHOWN} lines before"] if len(lines) > LINES_SHOWN else []
        shown = cut + lines[-LINES_SHOWN:]
        return "\n".join("<withheld>" if any(each in line for each in known if len(each) >= 4) else line for line in shown)

    def save(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.state, indent=1), encoding="utf-8")
        self.file.chmod(0o600)

    def report(self):
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=page.ROOT, capture_output=True, encoding="utf-8").stdout.strip()
        text = [f"# The first account: commit {commit or 'unknown'}, {self.state['values']['region']}"]
        for step in STEPS:
            done = self.state["done"].get(step.name)
            text.append(f"\n## {step.name}: " + ("not run" if not done else "as expected" if done["as expected"] else "NOT AS EXPECTED"))
            for result in done["results"] if done else []:
                text.append(f"\n    $ {result['line']}\n\nexpected: {result['expected']}; status {result['status']}\n")
                text.append("\n".join("    " + line for line in result["came"].splitlines()))
        text.append("\n## By hand\n")
        text += [f"- [ ] {row.open}: " for row in page.by_hand()]
        file = self.folder / "report.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(text) + "\n", encoding="utf-8")
        return file


def tell(step: Step):
    print(f"\n== {step.name}")
    for row in page.of_step(step.name):
        print(f"open: {row.open}")


def derived(values):
    return {"database": values["stack"].replace("-", "_"), "slashed-day": values["day"].replace("-", "/")}


def rehearse(settings, defaults):
    """Prints everything, and runs nothing."""
    values = defaults | {name: text for name, text in settings.items() if text}
    values |= derived(values)
    for step in STEPS:
        tell(step)
        if step.after:
            print(f"not before {step.after[1]} minutes after {step.after[0]}")
        if step.by_hand:
            print(f"by hand: {step.by_hand}")
        if step.costs:
            print(f"asks before: {step.costs}")
        for command in step.commands:
            line = PLACE.sub(lambda place: place[0][0] if place[1] is None else values.get(place[1], f"<{place[1]}>"), command.line)
            print(f"$ {line}\nexpected: {command.expected}")
    print("\n== by hand")
    for row in page.by_hand():
        print(f"open: {row.open}\nhow: {row.how}")

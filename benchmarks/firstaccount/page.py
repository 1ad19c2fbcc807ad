"""The table of docs/first-account.md: what is open, why, how to see it, and the steps that do. The only list of what is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "first-account.md"


@dataclass(frozen=True)
class Row:
    open: str
    why: str
    how: str
    # None of it if somebody has to look by hand.
    steps: tuple[str, ...]


def rows():
    section = PAGE.read_text(encoding="utf-8").split("\n## What only AWS can tell\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    found = []
    for line in lines:
        cells = re.split(r"\s*\|\s*", line.strip().removeprefix("| ").removesuffix(" |"))
        if len(cells) != 4:
            raise ValueError(f"four columns were expected in {PAGE.name}, not {len(cells)}: {line}")
        found.append(Row(*cells[:3], tuple(re.findall(r"`([a-z-]+)`", cells[3]))))
    return found


def of_step(name):
    return [row for row in rows() if name in row.steps]


def by_hand():
    return [row for row in rows() if not row.steps]

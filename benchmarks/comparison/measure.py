"""Runs commands and measures them whole: wall time, CPU time and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from generator import Trail
from tools import Tool


@dataclass(frozen=True)
class Run:
    """One run; seconds, and the peak of the largest process in MB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Row:
    """A tool's median over its runs; `problem` says why there are none."""

    tool: Tool
    records: int
    run: Run | None
    problem: str = ""


def run(command: list[str], output: Path, expected: int = 0) -> Run:
    """Throws RuntimeError with the command's own words if it ends with another status."""
    with output.open("wb") as out, (output.parent / "stderr").open("wb") as err:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != expected:
        words = (output.parent / "stderr").read_text(errors="replace")[-1000:]
        raise RuntimeError(f"{command[0]} failed with status {os.waitstatus_to_exitcode(status)}: {words}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(tools: list[Tool], trail: Trail, rounds: int) -> list[Row]:
    """In turn, round by round, so that a disturbance meets all of them."""
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    problems = {tool.name: problem(tool, trail) for tool in tools}
    for number in range(rounds):
        for tool in tools:
            if problems[tool.name] or (number > 0 and is_slow(runs[tool.name])):
                continue
            print(f"{trail.count:,} records, round {number + 1} of {rounds}: {tool.name}", file=sys.stderr)
            try:
                runs[tool.name].append(run(tool.command(trail), output(trail, tool)))
            except RuntimeError as failure:
                problems[tool.name] = str(failure)
    return [Row(tool, trail.count, median(runs[tool.name]), problems[tool.name]) for tool in tools]


def is_slow(runs: list[Run]) -> bool:
    """A run of minutes says enough once."""
    return bool(runs) and runs[-1].wall > 60


def output(trail: Trail, tool: Tool) -> Path:
    folder = trail.folder / "output"
    folder.mkdir(exist_ok=True)
    return folder / tool.name.replace(" ", "-")


def problem(tool: Tool, trail: Trail) -> str:
    if trail.count > tool.most_records:
        return f"not run on more than {tool.most_records:,} records"
    return "" if tool.path() else f"not installed: {tool.how_to_install}"


def median(runs: list[Run]) -> Run | None:
    if not runs:
        return None
    return Run(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.peak for run in runs),
    )


def table(rows: list[Row]) -> str:
    """Markdown, with the wall time as a multiple of zcat's."""
    base = {row.records: row.run for row in rows if row.tool.name == "zcat"}
    lines = [
        "| records | tool | what it does | wall s | CPU s | peak MB | wall ÷ zcat |",
        "|---:|---|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        start = f"| {row.records:,} | {row.tool.name} | {row.tool.does} |"
        zcat = base.get(row.records)
        if row.run is None:
            lines.append(f"{start} {row.problem} | | | |")
            continue
        ratio = f"{row.run.wall / zcat.wall:.2f}" if zcat else ""
        lines.append(f"{start} {row.run.wall:.2f} | {row.run.cpu:.2f} | {row.run.peak:.0f} | {ratio} |")
    return "\n".join(lines)

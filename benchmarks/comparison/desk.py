"""Indexes so many sessions of Pulumi's, asks for one of them, and prints what each command cost as a whole process."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import check
import measure
import records

FILES = 100
DESCRIPTION = __doc__


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/desk", description=DESCRIPTION)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3, help="runs of each question; the median counts")
    parser.add_argument("--deploytrail", type=Path, default=check.ROOT / "deploytrail", help="another checkout's launcher")
    return parser.parse_args()


def sessions(folder: Path, count: int) -> str:
    """Writes log files of issuances, a hundred stacks by turns, and returns the last session's key."""
    rng = random.Random(1)
    key = ""
    folder.mkdir()
    for number in range(FILES):
        issued = []
        for at in range(number, count, FILES):
            deployment = str(records.uuid.UUID(int=rng.getrandbits(128), version=4))
            start = records.START + timedelta(seconds=at)
            session = records.Session(
                records.new_key(rng), f"AROA{'DEPLOY':X>17}:pulumi-{deployment}",
                f"arn:aws:sts::{records.ACCOUNT}:assumed-role/deploy/pulumi-{deployment}", records.ACCOUNT, start,
                records.provider_of(records.ACCOUNT))
            subject = f"pulumi:deploy:org:acme:project:web-{at % 100}:stack:prod:operation:update:scope:write"
            issued.append(records.root(rng, session, subject, "acme"))
            key = session.key
        with gzip.open(folder / f"{number}.json.gz", "wt", compresslevel=1) as file:
            json.dump({"Records": issued}, file)
    return key


def row(name: str, count: int, runs: list[measure.Run]) -> str:
    middle = sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]
    return f"| {count:,} | `{name}` | {middle.wall:.2f} | {middle.cpu:.2f} | {middle.peak:.0f} |"


def main() -> None:
    args = arguments()
    launcher = str(args.deploytrail.resolve())
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        measure.run([launcher, "--version"], Path("version"))
        print("| sessions | command | wall s | CPU s | peak MB |\n|---:|---|---:|---:|---:|", flush=True)
        for count in args.sessions:
            folder = Path(work, str(count))
            folder.mkdir()
            os.chdir(folder)
            key = sessions(folder / "logs", count)
            for name in ("index", "index again"):
                print(row(name, count, [measure.run([launcher, "index", "logs"], Path("index"))]), flush=True)
            if Path(".deploytrail/index.db").exists():
                print(f"{Path('.deploytrail/index.db').stat().st_size / 1e6:.1f} MB of database", file=sys.stderr)
            for name, command in {
                "who <key>": ["who", key],
                "deployments --limit 20": ["deployments", "--from", "2026-11-01", "--to", "2027-12-31", "--limit", "20"],
            }.items():
                runs = [measure.run([launcher, *command], Path("answer")) for _ in range(args.rounds)]
                if key not in Path("answer").read_text() and name == "who <key>":
                    raise SystemExit(f"desk: the answer does not name {key}")
                print(row(name, count, runs), flush=True)


if __name__ == "__main__":
    main()

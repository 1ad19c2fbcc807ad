"""Indexes so many sessions of Pulumi's, or a trail, asks questions about them, and prints what each command cost as a whole process."""

from __future__ import annotations

import argparse
import concurrent.futures
import gzip
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
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
    parser.add_argument("--trail", type=Path, help="index this folder of log files instead, in files of --records-a-file each")
    parser.add_argument("--records-a-file", type=int, default=107)
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


def repacked(trail: Path, folder: Path, size: int) -> tuple[int, str]:
    """Writes the trail's records in files of that size, in the order of time, and returns how many files they are, and the
    event id of a call that is nobody's."""
    trail_records = []
    for file in sorted(trail.rglob("*.json.gz")):
        trail_records += json.loads(gzip.decompress(file.read_bytes())).get("Records", [])
    trail_records.sort(key=lambda record: record["eventTime"])
    folder.mkdir()
    for number, at in enumerate(range(0, len(trail_records), size)):
        with gzip.open(folder / f"{number:06}.json.gz", "wt", compresslevel=6) as file:
            json.dump({"Records": trail_records[at : at + size]}, file)
    nobodys = next(record for record in trail_records[len(trail_records) // 2 :] if record["userIdentity"].get("type") == "AWSService")
    return -(-len(trail_records) // size), nobodys["eventID"]


def one(sql: str) -> str:
    with sqlite3.connect(".deploytrail/index.db") as database:
        return database.execute(sql).fetchone()[0]


def row(name: str, count: int, runs: list[measure.Run]) -> str:
    middle = sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]
    return f"| {count:,} | `{name}` | {middle.wall:.2f} | {middle.cpu:.2f} | {middle.peak:.0f} |"


def of_trail(launcher: str, args: argparse.Namespace) -> None:
    # In another process: the memory of this one would count as that of those which it starts.
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        files, nobodys = apart.submit(repacked, args.trail, Path("logs").absolute(), args.records_a_file).result()
    print("| files | command | wall s | CPU s | peak MB |\n|---:|---|---:|---:|---:|", flush=True)

    def measured(name: str, command: list[str], rounds: int, shown: str = "", expected: int = 0) -> None:
        runs = [measure.run([launcher, *command], Path("answer"), expected) for _ in range(rounds)]
        if shown not in Path("answer").read_text():
            raise SystemExit(f"desk: {name}: the answer does not name {shown}")
        print(row(name, files, runs), flush=True)

    measured("attribute", ["attribute", "logs"], args.rounds)
    for number in range(args.rounds):
        shutil.rmtree(".deploytrail", ignore_errors=True)
        measured("index", ["index", "logs"], 1)
    measured("index again", ["index", "logs"], args.rounds)
    print(f"{Path('.deploytrail/index.db').stat().st_size / 1e6:.1f} MB of database", file=sys.stderr)
    call = one("SELECT eventId FROM calls WHERE readOnly = 0 LIMIT 1")
    measured("who <event id> of a deployment's call", ["who", call], args.rounds, call)
    measured("who <event id> of a call of nobody", ["who", nobodys], args.rounds, '"NONE"', 1)
    deployment = one("SELECT uuid FROM deployments WHERE uuid IS NOT NULL AND calls > 10 LIMIT 1")
    measured("calls <id>", ["calls", deployment], args.rounds, "eventId")
    name = one("SELECT name FROM named GROUP BY name ORDER BY count(*) LIMIT 1")
    day = one("SELECT substr(max(lastTime), 1, 10) FROM files")
    measured("changes <resource>", ["changes", name, "--to", day, "--from", day], args.rounds)


def row(name: str, count: int, runs: list[measure.Run]) -> str:
    middle = sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]
    return f"| {count:,} | `{name}` | {middle.wall:.2f} | {middle.cpu:.2f} | {middle.peak:.0f} |"


def main() -> None:
    args = arguments()
    args.trail = args.trail and args.trail.resolve()
    launcher = str(args.deploytrail.resolve())
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        measure.run([launcher, "--version"], Path("version"))
        if args.trail:
            of_trail(launcher, args)
            return
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
                "deployments --limit 20": ["deployments", "--from", "2026-11-01", "--to", "2026-12-31", "--limit", "20"],
            }.items():
                runs = [measure.run([launcher, *command], Path("answer")) for _ in range(args.rounds)]
                if key not in Path("answer").read_text() and name == "who <key>":
                    raise SystemExit(f"desk: the answer does not name {key}")
                print(row(name, count, runs), flush=True)


if __name__ == "__main__":
    main()

"""Walks through docs/first-account.md in an account of AWS, with the credentials of the AWS CLI. It takes an hour, most of it waiting,
and about a dollar; it asks before whatever costs something. Stopped at any time, it goes on where it was. The report names no account,
key, bucket, role or person: read it before you send it."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

import walk
from scrub import Scrubber
from steps import STEPS


def options():
    parser = argparse.ArgumentParser(prog="benchmarks/first-account", description=__doc__)
    parser.add_argument("steps", nargs="*", help="only these: " + " ".join(step.name for step in STEPS))
    parser.add_argument("--again", action="store_true", help="what was done and came as expected, too")
    parser.add_argument("--dry-run", action="store_true", help="print what would be run, and run nothing")
    parser.add_argument("--trail-bucket", default="", help="the bucket of the account's trail, in the Region")
    parser.add_argument("--organization", default="", help="the Pulumi organization that deploys into the account")
    parser.add_argument("--region", default="", help="of the stacks and of the bucket (default: us-east-1)")
    parser.add_argument("--stack", default="", help="the home stack's name (default: deploytrail-first); Athena's is that and -athena")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent / ".work", help="of state and report")
    parser.add_argument("--interval", type=float, default=15, help="seconds between two looks at what takes time")
    parser.add_argument("--scrub", action="store_true", help="only take out of standard input what names you")
    parser.add_argument("--known", action="append", default=[], help="with --scrub: a text to take out, such as the account's id")
    return parser.parse_args()


def main():
    given = options()
    if given.scrub:
        sys.stdout.write(Scrubber(given.known).scrub(sys.stdin.read()))
        return
    unknown = set(given.steps) - {step.name for step in STEPS}
    if unknown:
        sys.exit(f"first-account: there is no step {min(unknown)}; --help names them")
    yesterday = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=1)
    settings = {"region": given.region, "stack": given.stack, "trail-bucket": given.trail_bucket, "organization": given.organization}
    defaults = {"region": "us-east-1", "stack": "deploytrail-first", "day": str(yesterday)}
    if given.dry_run:
        walk.rehearse(settings, defaults)
        return
    try:
        walked = walk.Walk(given.folder.resolve(), settings, defaults, given.yes, given.interval)
    except walk.Missing as missing:
        sys.exit(f"first-account: {missing}")
    lacking = [name for name in ("trail-bucket", "organization") if name not in walked.state["values"]]
    if lacking:
        sys.exit(f"first-account: --{lacking[0]} is needed; --help says what for, and --dry-run shows everything without it")
    walked.run(given.steps, given.again)


if __name__ == "__main__":
    main()

"""Makes a trail as CloudTrail writes it, with what is true of each call of Pulumi's, and compares `deploytrail attribute` with it."""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import check
import generator
import names
import scene
import situations
from generator import Layout, Trail
from truth import Configuration

DESCRIPTION = __doc__
EPILOG = """
writes
  AWSLogs/            log files of two accounts and two Regions over some days, delivered out of order, late and twice
  truth.ndjson        a line a call that is not NONE: the answer that it ought to get, and the situation it is of
  refusals.ndjson     a line a refused issuance whose role's policy is in the trail: the cause and how sure it is
  configuration.json  the templates, organizations and providers under which that is true

examples:
  made-up-trail/make-trail /tmp/trail                              60,000 records, every situation
  made-up-trail/make-trail /tmp/trail --templates none --check     and what DeployTrail says otherwise, by situation
"""
SESSION_CALLS = range(2, 7)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="made-up-trail/make-trail", description=DESCRIPTION, epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new folder, or one that an earlier run made")
    parser.add_argument("--records", type=int, default=60_000)
    parser.add_argument("--pulumi", type=float, default=0.5, help="share of the records that is Pulumi's, or looks so")
    parser.add_argument("--days", type=int, default=3, help="at least 2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--situations", choices=["all", "usual"], default="all")
    parser.add_argument("--only", metavar="TEXT", help="only the situations whose name holds this")
    parser.add_argument("--templates", choices=["configured", "none"], default="configured",
                        help="whether the reader knows the session-name templates")
    parser.add_argument("--organization", action="append", metavar="NAME", dest="organizations",
                        help="an own organization (repeatable; acme, my-org and pulumi-local by default); an empty one"
                             " for none, so that no organization is foreign")
    parser.add_argument("--organization-trail", metavar="ID", default="", help="lay the folders out as AWSLogs/<ID>/<account>/…")
    parser.add_argument("--check", action="store_true", help="run deploytrail attribute, and print what it says otherwise")
    args = parser.parse_args()
    if args.days < 2:
        parser.error(f"--days: at least 2 were expected, not {args.days}; some records come a day late")
    return args


def configured(args: argparse.Namespace) -> Configuration:
    templates = names.TEMPLATES if args.situations == "all" else situations.usual.TEMPLATES
    organizations = args.organizations or ["acme", "my-org", "pulumi-local"]
    return Configuration(templates if args.templates == "configured" else (), tuple(filter(None, organizations)))


def made(args: argparse.Namespace, configuration: Configuration) -> Trail:
    """A folder with files of another trail would be read with them, so it is not written into."""
    trail = Trail(args.folder, args.records)
    if trail.logs.exists():
        raise SystemExit(f"make-trail: {trail.logs} is there already; name a new folder, or remove it")
    args.folder.mkdir(parents=True, exist_ok=True)
    chosen = [one for one in situations.of(args.situations) if not args.only or args.only in one.name]
    if not chosen:
        raise SystemExit(f"make-trail: no situation's name holds {args.only!r}")
    layout = Layout(spans=args.days * 12, minutes=120, organization=args.organization_trail)
    plan = scene.planned(layout, int(args.records * args.pulumi), args.seed, chosen, configuration, SESSION_CALLS)
    generator.make(trail, plan, args.seed)
    (args.folder / "configuration.json").write_text(json.dumps(dataclasses.asdict(configuration), indent=2) + "\n")
    return trail


def checked(trail: Trail, configuration: Configuration) -> None:
    """Ends with status 1 if anything is said otherwise."""
    answers = trail.folder / "answers.ndjson"
    with answers.open("wb") as out:
        subprocess.run([*check.attribute(trail, configuration), "--all"], stdout=out, check=True)
    found = check.differences(answers, trail.truth)
    if trail.refusals.stat().st_size:
        found += check.unexplained(check.explain(trail, configuration), trail.refusals)
    for line in check.report(found):
        print(line)
    if found:
        raise SystemExit(1)
    print("every answer is as the generator knows it", file=sys.stderr)


def main() -> None:
    args = arguments()
    configuration = configured(args)
    trail = made(args, configuration)
    if args.check:
        checked(trail, configuration)


if __name__ == "__main__":
    main()

"""Makes a trail, runs DeployTrail and other tools on it, checks the answers, and prints a table."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path

import check
import generator
import measure
import scene
import situations
import tools

PULUMI_SHARE = 0.01
SESSION_CALLS = range(20, 60)
# The trail of which most is answered, in files as small as those of many accounts and Regions are.
HEAVY_SHARE = 0.75
HEAVY_RECORDS = 416_000
HEAVY_RECORDS_A_FILE = 65
DESCRIPTION = __doc__
EPILOG = """
examples:
  benchmarks/compare --install                      DuckDB and TrailScraper, into a folder that git ignores
  benchmarks/compare                                0.3 and 3 million records of its own, and the Pulumi-heavy trail
  benchmarks/compare --records 300000 --heavy 0     a trail of its own alone
  benchmarks/compare AWSLogs/ --records 300000      records of that folder, with new ids and times
  benchmarks/compare --self-test                    a small trail, attributed and checked

The trail is kept in benchmarks/comparison/.work and made once a size, seed and source.
"""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks/compare", description=DESCRIPTION, epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="records to fill the trail with (*.json, *.json.gz)")
    parser.add_argument("--records", type=int, nargs="+", default=[300_000, 3_000_000], help="sizes of the trails")
    parser.add_argument("--heavy", type=int, default=HEAVY_RECORDS, metavar="RECORDS",
                        help="size of the trail in small files of which three of four calls are Pulumi's; 0 for none")
    parser.add_argument("--slow", type=int, default=300_000, help="largest trail for jq, DuckDB and TrailScraper")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each tool; the median counts")
    parser.add_argument("--one-off", action="store_true", help="every role session but Pulumi's makes one call only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", metavar="TOOL", help="names of tools, by their beginnings")
    parser.add_argument("--most", type=float, metavar="RATIO",
                        help="fail where attribute takes more than that many times the CPU time of zcat")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--install", action="store_true", help="install DuckDB and TrailScraper first")
    parser.add_argument("--self-test", action="store_true", help="only make and check a small trail")
    return parser.parse_args()


def made(args: argparse.Namespace, count: int) -> generator.Trail:
    """Makes the trail of that size unless it is there already."""
    source = args.folder.resolve().name if args.folder else "own"
    return written(
        args, f"{count}-{args.seed}-{source}{'-one-off' if args.one_off else ''}", count, generator.layout_of(count),
        PULUMI_SHARE)


def heavy(args: argparse.Namespace) -> generator.Trail:
    """Makes the trail of which most is Pulumi's unless it is there already."""
    return written(
        args, f"{args.heavy}-{args.seed}-pulumi-heavy", args.heavy,
        generator.layout_of(args.heavy, HEAVY_RECORDS_A_FILE), HEAVY_SHARE)


def written(
    args: argparse.Namespace, name: str, count: int, layout: generator.Layout, share: float
) -> generator.Trail:
    trail = generator.Trail(tools.HERE / ".work" / name, count)
    done = trail.folder / "done"
    if not done.exists():
        plan = scene.planned(
            layout, int(count * share), args.seed, situations.usual.SITUATIONS, tools.CONFIGURATION, SESSION_CALLS)
        generator.make(trail, plan, args.seed, args.folder, args.one_off)
        done.write_text(f"{args.seed}\n")
    return trail


def checked(trail: generator.Trail, tool: tools.Tool) -> None:
    found = check.differences(measure.output(trail, tool), trail.truth)
    for line in check.report(found):
        print(line, file=sys.stderr)
    if found:
        raise SystemExit(f"compare: {len(found)} calls were not attributed as they are")
    print(f"{trail.count:,} records: every answer is as the generator knows it", file=sys.stderr)


def hold(rows: list[measure.Row], most: float) -> None:
    """Fails for a trail on which attribute takes more CPU time than so many times zcat's, or either was not run."""
    spent = {(row.records, row.tool.name): row.run.cpu for row in rows if row.run}
    for records in {row.records for row in rows}:
        ratio = spent[records, "deploytrail attribute"] / spent[records, "zcat"]
        if ratio > most:
            raise SystemExit(f"compare: attribute takes {ratio:.1f} times the CPU time of zcat, not at most {most}")


def main() -> None:
    args = arguments()
    if args.folder and not args.folder.is_dir():
        raise SystemExit(f"compare: a folder of records was expected, not {args.folder}")
    if args.install:
        tools.install()
    trails = [made(args, size) for size in ([20_000] if args.self_test else args.records)]
    if args.heavy and not args.folder and not args.self_test:
        trails.append(heavy(args))
    chosen = [
        tool for tool in tools.all_tools(args.slow)
        if not (args.only or args.self_test)
        or any(tool.name.startswith(name) for name in (args.only or ["deploytrail attribute"]))
    ]
    rows = []
    for trail in trails:
        # Builds DeployTrail if needed, which is no part of the comparison.
        measure.run([str(check.ROOT / "deploytrail"), "--version"], trail.folder / "version")
        if any(tool.name == "deploytrail ingest-logs" for tool in chosen):
            measure.run([str(check.ROOT / "benchmarks" / "ingest"), "--build"], trail.folder / "version")
        rows += measure.measure(chosen, trail, 1 if args.self_test else args.rounds)
        for tool in chosen:
            if tool.name == "deploytrail attribute":
                checked(trail, tool)
    print(measure.table(rows))
    if args.json:
        figures = [{"tool": row.tool.name, "records": row.records, "problem": row.problem}
                   | (dataclasses.asdict(row.run) if row.run else {}) for row in rows]
        args.json.write_text(json.dumps(figures, indent=2) + "\n")
    if args.most:
        hold(rows, args.most)


if __name__ == "__main__":
    main()

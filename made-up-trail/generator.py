"""Makes a trail as CloudTrail writes it, and keeps the truth about it."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import random
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Iterator

import records
from records import ACCOUNT, ACCOUNTS, REGIONS, START, Record

RECORDS_A_FILE = 10_000
DUPLICATED = 0.001
OWN_SESSIONS = 1000
OWN_RECORDS = 4000


@dataclass(frozen=True)
class Layout:
    """Which log files a trail has: one of each account and Region for each span of time."""

    spans: int
    minutes: int = 20
    organization: str = ""

    @property
    def files(self) -> int:
        return self.spans * len(ACCOUNTS) * len(REGIONS)

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.minutes) * self.spans

    def start(self, file: int) -> datetime:
        return START + timedelta(minutes=self.minutes) * (file // (len(ACCOUNTS) * len(REGIONS)))

    def account(self, file: int) -> str:
        return ACCOUNTS[file // len(REGIONS) % len(ACCOUNTS)]

    def region(self, file: int) -> str:
        return REGIONS[file % len(REGIONS)]

    def folder(self, file: int) -> Path:
        day = self.start(file).strftime("%Y/%m/%d")
        return Path("AWSLogs", self.organization, self.account(file), "CloudTrail", self.region(file), day)

    def file_of(self, record: Record, time: datetime) -> int:
        """The file of the record's account and Region that was delivered at that time; the last one, if that is later."""
        span = min(self.spans - 1, max(0, (time - START) // timedelta(minutes=self.minutes)))
        account = ACCOUNTS.index(record["recipientAccountId"])
        return (span * len(ACCOUNTS) + account) * len(REGIONS) + REGIONS.index(record["awsRegion"])


def layout_of(count: int, records_a_file: int = RECORDS_A_FILE) -> Layout:
    """Files of about that many records."""
    return Layout(max(1, count // records_a_file // (len(ACCOUNTS) * len(REGIONS))))


@dataclass
class Trail:
    """A folder with a trail, and the file with the truth about it."""

    folder: Path
    count: int

    @property
    def truth(self) -> Path:
        return self.folder / "truth.ndjson"

    @property
    def refusals(self) -> Path:
        return self.folder / "refusals.ndjson"

    @property
    def logs(self) -> Path:
        return self.folder / "AWSLogs"

    def files(self) -> list[Path]:
        return sorted(self.logs.rglob("*.json.gz"))


@dataclass(frozen=True)
class Filler:
    """A record of somebody else: its access key id, and pieces of JSON around what is made anew in each copy."""

    key: str
    pieces: tuple[bytes, ...]


@dataclass
class Plan:
    """Which records of the situations are in which file, and what is true of them."""

    layout: Layout
    placed: dict[int, list[Record]] = field(default_factory=dict)
    truth: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)

    def place(self, record: Record, delivered: datetime) -> None:
        self.placed.setdefault(self.layout.file_of(record, delivered), []).append(record)


def make(trail: Trail, plan: Plan, seed: int, source: Path | None = None, one_off: bool = False) -> None:
    """Writes the plan's records among those of everybody else, and its truth."""
    layout, files = plan.layout, plan.layout.files
    fillers = filling(source)
    others = max(0, trail.count - sum(map(len, plan.placed.values())))
    jobs = [
        Job(trail, layout, file, others // files, seed, plan.placed.get(file, []), fillers, one_off)
        for file in range(files)
    ]
    with multiprocessing.Pool(2) as pool:
        for number, _ in enumerate(pool.imap_unordered(write_file, jobs), 1):
            if sys.stderr.isatty():
                print(f"\rmaking {trail.count:,} records: file {number} of {files}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for path, facts in ((trail.truth, plan.truth), (trail.refusals, plan.refusals)):
        with path.open("w") as out:
            out.writelines(json.dumps(fact) + "\n" for fact in facts)


def filling(source: Path | None) -> list[Filler]:
    """Records of everybody else."""
    found = own(random.Random(1)) if source is None else read(source)
    fillers = [cut(record) for record in found]
    if not fillers:
        raise SystemExit(f"{source} holds no records; *.json or *.json.gz with \"Records\" was expected")
    return fillers


def own(rng: random.Random) -> Iterator[Record]:
    roles = ["AWSServiceRoleForECS", "node-group", "lambda-resize", "ci", "admin", "backup"]
    sessions = [
        records.new_session(rng, rng.choice(roles), f"i-{rng.getrandbits(64):017x}", ACCOUNT, START)
        for _ in range(OWN_SESSIONS)
    ]
    for number in range(OWN_RECORDS):
        record = records.call(rng, rng.choice(sessions), START)
        kind = number % 10
        if kind == 0:
            record["userIdentity"] = {"type": "AWSService", "invokedBy": "ec2.amazonaws.com"}
        if kind == 1:
            record["userIdentity"] = {
                "type": "IAMUser", "principalId": "AIDAEXAMPLE", "arn": f"arn:aws:iam::{ACCOUNT}:user/alice",
                "accountId": ACCOUNT, "accessKeyId": "AKIAEXAMPLE0000000001", "userName": "alice",
            }
        yield record


def read(source: Path) -> Iterator[Record]:
    for path in sorted(source.rglob("*.json*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt") as text:
            yield from json.load(text).get("Records", [])


def cut(record: Record) -> Filler:
    record = json.loads(json.dumps(record))
    record |= {"eventID": "\0id\0", "eventTime": "\0time\0", "awsRegion": "\0region\0", "recipientAccountId": "\0account\0"}
    identity = record.get("userIdentity") or {}
    key = str(identity.get("accessKeyId", ""))
    if key.startswith("ASIA"):
        identity["accessKeyId"] = "\0key\0"
        attributes = identity.get("sessionContext", {}).get("attributes", {})
        if "creationDate" in attributes:
            attributes["creationDate"] = "\0created\0"
    text = json.dumps(record, separators=(",", ":"))
    return Filler(key, tuple(part.encode() for part in text.split("\\u0000")))


class Sessions:
    """New credentials for those of the records: the same in all copies of an hour, or other ones in each copy."""

    def __init__(self, seed: int, file: int, start: datetime, one_off: bool) -> None:
        self.seed, self.one_off = seed, one_off
        self.hour = start.replace(minute=0)
        self.rng = random.Random(f"{seed} {file} sessions")
        self.known: dict[str, tuple[bytes, bytes]] = {}

    def of(self, key: str) -> tuple[bytes, bytes]:
        """The access key id and creation date in the place of those with that key."""
        if self.one_off:
            return self.made(self.rng)
        if key not in self.known:
            self.known[key] = self.made(random.Random(f"{self.seed} {self.hour} {key}"))
        return self.known[key]

    def made(self, rng: random.Random) -> tuple[bytes, bytes]:
        created = self.hour - timedelta(seconds=rng.randrange(3600))
        return ("ASIA" + format(rng.getrandbits(64), "016X")).encode(), records.stamp(created).encode()


@dataclass(frozen=True)
class Job:
    """One log file to be written, with what it needs in a process of its own."""

    trail: Trail
    layout: Layout
    file: int
    others: int
    seed: int
    placed: list[Record]
    fillers: list[Filler]
    one_off: bool


def filled(rng: random.Random, filler: Filler, job: Job, start: datetime, sessions: Sessions) -> bytes:
    key, created = sessions.of(filler.key)
    values = {
        b"id": lambda: records.event_id(rng).encode(),
        b"time": lambda: records.stamp(start + timedelta(seconds=rng.randrange(60 * job.layout.minutes))).encode(),
        b"region": lambda: job.layout.region(job.file).encode(),
        b"account": lambda: job.layout.account(job.file).encode(),
        b"key": lambda: key,
        b"created": lambda: created,
    }
    return b"".join(values[piece]() if piece in values else piece for piece in filler.pieces)


def write_file(job: Job) -> None:
    rng = random.Random(f"{job.seed} {job.file}")
    start = job.layout.start(job.file)
    sessions = Sessions(job.seed, job.file, start, job.one_off)
    lines = [json.dumps(record, separators=(",", ":")).encode() for record in job.placed]
    lines += [filled(rng, rng.choice(job.fillers), job, start, sessions) for _ in range(job.others)]
    lines += [rng.choice(lines) for _ in range(int(len(lines) * DUPLICATED + rng.random())) if lines]
    rng.shuffle(lines)
    folder = job.trail.folder / job.layout.folder(job.file)
    folder.mkdir(parents=True, exist_ok=True)
    account, region = job.layout.account(job.file), job.layout.region(job.file)
    name = f"{account}_CloudTrail_{region}_{start:%Y%m%dT%H%MZ}_{rng.getrandbits(64):016x}.json.gz"
    with gzip.GzipFile(folder / name, "wb", compresslevel=6, mtime=0) as out:
        out.write(b'{"Records":[' + b",".join(lines) + b"]}")

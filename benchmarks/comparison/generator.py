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
from records import ACCOUNT, OTHER_ACCOUNT, PULUMI, START, Record, Session

RECORDS_A_FILE = 10_000
PULUMI_SHARE = 0.01
DUPLICATED = 0.001
FILE_MINUTES = 5
SESSION_FILES = 12  # an hour's
OWN_SESSIONS = 1000
OWN_RECORDS = 4000


@dataclass
class Trail:
    """A folder with a trail, and the file with the truth about it."""

    folder: Path
    count: int

    @property
    def truth(self) -> Path:
        return self.folder / "truth.ndjson"

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
    """What of Pulumi's is in which file, and what is true of it."""

    files: int
    placed: dict[int, list[Record]] = field(default_factory=dict)
    truth: list[dict[str, Any]] = field(default_factory=list)
    calls: int = 0

    def place(self, rng: random.Random, record: Record, file: int) -> None:
        """Near its time; an issuance may well come after the calls that it is needed for."""
        near = min(self.files - 1, max(0, file + rng.choice([-1, 0, 0, 0, 1, 2])))
        self.placed.setdefault(near, []).append(record)
        if rng.random() < 0.02:
            self.placed.setdefault(rng.randrange(self.files), []).append(record)

    def is_true(self, record: Record, truth: dict[str, Any]) -> None:
        self.truth.append({"eventId": record["eventID"]} | truth)
        self.calls += 1


def make(folder: Path, count: int, seed: int, source: Path | None, one_off: bool) -> Trail:
    """Makes the trail unless it is there already."""
    trail = Trail(folder, count)
    if (folder / "done").exists():
        return trail
    files = max(1, count // RECORDS_A_FILE)
    plan = planned(count, files, seed)
    fillers = filling(source)
    jobs = [(trail, file, count // files, seed, plan.placed.get(file, []), fillers, one_off) for file in range(files)]
    with multiprocessing.Pool(2) as pool:
        for number, _ in enumerate(pool.imap_unordered(write_file, jobs), 1):
            print(f"\rmaking {count:,} records: file {number} of {files}", end="", file=sys.stderr)
    print(file=sys.stderr)
    with trail.truth.open("w") as out:
        out.writelines(json.dumps(fact) + "\n" for fact in plan.truth)
    (folder / "done").write_text(f"{seed}\n")
    return trail


def planned(count: int, files: int, seed: int) -> Plan:
    rng = random.Random(seed)
    plan = Plan(files)
    number = 0
    while plan.calls < count * PULUMI_SHARE:
        situation(rng, plan, number)
        number += 1
    return plan


def situation(rng: random.Random, plan: Plan, number: int) -> None:
    """One of the ways in which sessions come, in turn."""
    file = rng.randrange(plan.files)
    time = START + timedelta(minutes=FILE_MINUTES * file, seconds=rng.randrange(300))
    kinds = [by_id, by_version, static_name, environment, lookalike, refused]
    kinds[number % len(kinds)](rng, plan, file, time, number)


def subject(stack: str) -> str:
    return f"pulumi:deploy:org:acme:project:web:stack:{stack}:operation:update:scope:write"


def provider(account: str) -> str:
    return f"arn:aws:iam::{account}:oidc-provider/{PULUMI}"


def deployed(rng: random.Random, plan: Plan, file: int, time, name: str, stack: str, truth: dict) -> None:
    session = records.new_session(rng, "pulumi-deploy", name, ACCOUNT, time, provider(ACCOUNT))
    plan.place(rng, records.root(rng, session, subject(stack), "acme"), file)
    names = {"organization": "acme", "project": "web", "stack": stack, "operation": "update"}
    acts(rng, plan, file, session, truth | names | {"confidence": "PROVEN"}, hops=rng.randrange(4))


def acts(rng: random.Random, plan: Plan, file: int, session: Session, truth: dict, hops: int) -> None:
    """The session's calls, and those of the sessions that it buys."""
    for _ in range(rng.randrange(20, 60)):
        made = records.call(rng, session, session.issued + timedelta(seconds=rng.randrange(300)))
        plan.place(rng, made, file)
        plan.is_true(made, truth)
    if hops == 0:
        return
    account = OTHER_ACCOUNT if hops == 2 else session.account
    issued = session.issued + timedelta(seconds=rng.randrange(1, 60))
    child = records.new_session(rng, f"hop-{hops}", f"hop-{rng.randrange(10**9)}", account, issued)
    for record in records.link(rng, session, child):
        plan.place(rng, record, file)
        plan.is_true(record, truth)
    acts(rng, plan, file, child, truth, hops - 1)


def by_id(rng, plan, file, time, number) -> None:
    deployment = records.event_id(rng)
    deployed(rng, plan, file, time, f"pulumi-{deployment}", f"s{number}", {"verdict": "DEPLOYMENT", "id": deployment})


def by_version(rng, plan, file, time, number) -> None:
    name = f"web-v{number + 1}"
    deployed(rng, plan, file, time, name, f"s{number}", {"verdict": "DEPLOYMENT", "version": number + 1})


def static_name(rng, plan, file, time, number) -> None:
    deployed(rng, plan, file, time, "pulumi-deployments", f"s{number}", {"verdict": "STACK"})


def environment(rng, plan, file, time, number) -> None:
    session = records.new_session(rng, "pulumi-esc", "pulumi-esc", ACCOUNT, time, provider(ACCOUNT))
    text = f"pulumi:environments:org:acme:env:web/e{number}"
    plan.place(rng, records.root(rng, session, text, "aws:acme"), file)
    truth = {"verdict": "ENVIRONMENT", "confidence": "PROVEN", "organization": "acme"}
    acts(rng, plan, file, session, truth, hops=0)


def lookalike(rng, plan, file, time, number) -> None:
    """Somebody gives a session a name like Pulumi's."""
    person = records.new_session(rng, "admin", f"person-{number}", ACCOUNT, time)
    name = f"pulumi-{records.event_id(rng)}"
    session = records.new_session(rng, "pulumi-deploy", name, ACCOUNT, time + timedelta(seconds=5))
    for record in records.link(rng, person, session):
        plan.place(rng, record, file)
    acts(rng, plan, file, session, {"verdict": "SUSPECT"}, hops=0)


def refused(rng, plan, file, time, number) -> None:
    session = records.new_session(rng, "pulumi-deploy", f"web-v{number}", ACCOUNT, time, provider(ACCOUNT))
    for _ in range(5):
        record = records.root(rng, session, subject(f"s{number}"), "acme")
        record |= {"eventID": records.event_id(rng), "errorCode": "AccessDenied", "responseElements": None}
        plan.place(rng, record, file)


def filling(source: Path | None) -> list[Filler]:
    """Records of everybody else."""
    found = own(random.Random(1)) if source is None else read(source)
    fillers = [cut(record) for record in found]
    if not fillers:
        raise SystemExit(f"compare: {source} holds no records; *.json or *.json.gz with \"Records\" was expected")
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
    record |= {"eventID": "\0id\0", "eventTime": "\0time\0"}
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
        self.seed, self.hour, self.one_off = seed, file // SESSION_FILES, one_off
        self.start = start - timedelta(minutes=FILE_MINUTES * (file % SESSION_FILES))
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
        created = self.start - timedelta(seconds=rng.randrange(3600))
        return ("ASIA" + format(rng.getrandbits(64), "016X")).encode(), records.stamp(created).encode()


def filled(rng: random.Random, filler: Filler, start: datetime, sessions: Sessions) -> bytes:
    key, created = sessions.of(filler.key)
    values = {
        b"id": lambda: records.event_id(rng).encode(),
        b"time": lambda: records.stamp(start + timedelta(seconds=rng.randrange(60 * FILE_MINUTES))).encode(),
        b"key": lambda: key,
        b"created": lambda: created,
    }
    return b"".join(values[piece]() if piece in values else piece for piece in filler.pieces)


def write_file(job: tuple[Trail, int, int, int, list[Record], list[Filler], bool]) -> None:
    trail, file, count, seed, placed, fillers, one_off = job
    rng = random.Random(f"{seed} {file}")
    start = START + timedelta(minutes=FILE_MINUTES * file)
    sessions = Sessions(seed, file, start, one_off)
    lines = [json.dumps(record, separators=(",", ":")).encode() for record in placed]
    while len(lines) < count:
        lines.append(filled(rng, rng.choice(fillers), start, sessions))
    lines += [rng.choice(lines) for _ in range(int(count * DUPLICATED))]
    rng.shuffle(lines)
    region = records.REGIONS[file % 2]
    folder = trail.logs / ACCOUNT / "CloudTrail" / region / start.strftime("%Y/%m/%d")
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{ACCOUNT}_CloudTrail_{region}_{start:%Y%m%dT%H%MZ}_{rng.getrandbits(64):016x}.json.gz"
    with gzip.GzipFile(folder / name, "wb", compresslevel=6, mtime=0) as out:
        out.write(b'{"Records":[' + b",".join(lines) + b"]}")

"""The tools that are compared: what each runs, and whether it is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from check import ROOT, attribute
from generator import Trail
from situations import usual
from truth import Configuration

HERE = Path(__file__).resolve().parent
VENV = HERE / ".work" / "venv"

# No organization is foreign.
CONFIGURATION = Configuration(usual.TEMPLATES, ())

JQ = """
.Records[] | [.eventID, .eventTime, .eventSource, .eventName, .awsRegion, .recipientAccountId, .errorCode,
  .userIdentity.type, .userIdentity.principalId, .userIdentity.accessKeyId,
  .userIdentity.sessionContext.attributes.creationDate,
  .userIdentity.sessionContext.webIdFederationData.federatedProvider,
  .responseElements.credentials.accessKeyId?] | @csv
"""

DUCKDB = """
import duckdb, sys
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute('''
CREATE TABLE records AS SELECT
    record.eventID AS id, record.eventTime AS time, record.eventSource AS source, record.eventName AS name,
    record.userIdentity.accessKeyId AS key, record.userIdentity.principalId AS principal,
    record.userIdentity.userName AS subject, record.userIdentity.identityProvider AS provider,
    json_extract_string(record.responseElements, '$.credentials.accessKeyId') AS issued
  FROM (SELECT unnest(Records) AS record FROM read_json(?, maximum_object_size = 67108864, columns = {Records: '''
  + "'STRUCT(eventID VARCHAR, eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, userIdentity STRUCT(accessKeyId VARCHAR,"
  + " principalId VARCHAR, userName VARCHAR, identityProvider VARCHAR), responseElements JSON)[]'" + '''}))
''', [sys.argv[1] + "/**/*.json.gz"])
connection.execute('''
COPY (
  WITH RECURSIVE rooted AS (
    SELECT issued AS key, subject FROM records
      WHERE name = 'AssumeRoleWithWebIdentity' AND provider LIKE '%:oidc-provider/api.pulumi.com/oidc' AND issued IS NOT NULL
    UNION
    SELECT records.issued, rooted.subject FROM records JOIN rooted ON records.key = rooted.key
      WHERE records.name = 'AssumeRole' AND records.issued IS NOT NULL)
  SELECT DISTINCT records.id, records.time, records.name, rooted.subject FROM records JOIN rooted ON records.key = rooted.key
) TO '/dev/stdout' (FORMAT CSV)''')
"""


@dataclass(frozen=True)
class Tool:
    """A command line over a trail; what it prints goes to a file."""

    name: str
    does: str
    command: Callable[[Trail], list[str]]
    program: str
    how_to_install: str
    most_records: int = 10**12

    def path(self) -> str | None:
        return shutil.which(self.program) or (self.program if Path(self.program).exists() else None)


def shell(script: str) -> Callable[[Trail], list[str]]:
    """A shell command that is given the trail's files as arguments."""
    return lambda trail: ["bash", "-c", f'find "$0" -name "*.json.gz" -print0 | xargs -0 {script}', str(trail.logs)]


def all_tools(slow: int) -> list[Tool]:
    """`slow` is the largest trail that the slow ones are run on."""
    python = str(VENV / "bin" / "python")
    return [
        Tool("zcat", "unpacks", shell("zcat > /dev/null"), "zcat", "apt-get install gzip"),
        Tool("igzip", "unpacks", shell("igzip -d -c > /dev/null"), "igzip", "apt-get install isal"),
        Tool("deploytrail attribute", "attributes every call, chains included",
             lambda trail: attribute(trail, CONFIGURATION), str(ROOT / "deploytrail"), ""),
        Tool("deploytrail ingest-logs", "fills the indexes; DynamoDB answers at once; 1 thread",
             lambda trail: [str(ROOT / "benchmarks" / "ingest"), str(trail.logs)], str(ROOT / "benchmarks" / "ingest"), ""),
        Tool("jq", "unpacks and prints 13 fields of each record",
             lambda trail: ["bash", "-c", f'find "$0" -name "*.json.gz" -print0 | xargs -0 zcat | jq -r \'{JQ}\'', str(trail.logs)],
             "jq", "apt-get install jq", slow),
        Tool("DuckDB", "joins calls to issuances by key, chains included; 2 threads",
             lambda trail: [python, "-c", DUCKDB, str(trail.logs)],
             str(VENV / "lib"), "benchmarks/compare --install", slow),
        Tool("TrailScraper select", "prints each record; no join",
             lambda trail: [str(VENV / "bin" / "trailscraper"), "select", "--log-dir", str(trail.folder),
                            "--from", "2026-11-01", "--to", "2027-11-01"],
             str(VENV / "bin" / "trailscraper"), "benchmarks/compare --install", slow),
    ]


def install() -> None:
    """DuckDB and TrailScraper into a virtual environment of their own."""
    if not VENV.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    subprocess.run([str(VENV / "bin" / "pip"), "install", "--quiet", "duckdb", "trailscraper"], check=True)

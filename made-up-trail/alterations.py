"""What a record says otherwise than most: a service made the call, or parts of its identity are missing."""

from __future__ import annotations

import json
import random
from datetime import datetime

import records
from records import Record

# Who a call was made by, and from where, when a service made it for somebody.
FORWARDINGS = [
    ("cloudformation.amazonaws.com", "cloudformation.amazonaws.com"), ("kms.amazonaws.com", ""),
    ("", "s3.amazonaws.com"), ("", "AWS Internal"), ("AWS Internal", "AWS Internal"),
]


def by_service(rng: random.Random, record: Record, names_provider: bool = False) -> None:
    """Makes it a call that a service made for the caller: with any key or none, of the same session."""
    identity = record["userIdentity"]
    if not names_provider:
        without_provider(record)
    forwarded(record, *rng.choice(FORWARDINGS))
    key = rng.choice(["other", "none", "own"])
    if key == "other":
        identity["accessKeyId"] = records.new_key(rng)
    if key == "none":
        identity.pop("accessKeyId", None)


def forwarded(record: Record, invoked_by: str, source: str) -> None:
    """Marks a call that a service made; each of the two marks is enough."""
    if invoked_by:
        record["userIdentity"]["invokedBy"] = invoked_by
    if source:
        record["sourceIPAddress"] = record["userAgent"] = source


def without_provider(record: Record) -> None:
    record["userIdentity"]["sessionContext"].pop("webIdFederationData", None)


def without_creation_date(record: Record) -> None:
    record["userIdentity"]["sessionContext"]["attributes"].pop("creationDate")


def without_key(record: Record) -> None:
    record["userIdentity"].pop("accessKeyId")


def naming(record: Record, provider: str) -> None:
    """Lets the call name that provider."""
    record["userIdentity"]["sessionContext"]["webIdFederationData"] = {"federatedProvider": provider, "attributes": {}}


def created(record: Record, time: datetime) -> None:
    record["userIdentity"]["sessionContext"]["attributes"]["creationDate"] = records.stamp(time)


def without_session(record: Record) -> None:
    """Leaves nothing of the session but its principal."""
    without_key(record)
    without_creation_date(record)


def seen_from_another_account(record: Record, account: str) -> None:
    """Makes it the copy that the owner of the resource gets: it tells nothing of the caller but the principal."""
    identity = record["userIdentity"]
    record["recipientAccountId"] = account
    record["userIdentity"] = {
        "type": "AWSAccount", "principalId": identity["principalId"], "accountId": identity["accountId"]}


def in_partition(record: Record, partition: str) -> Record:
    return json.loads(json.dumps(record).replace("arn:aws:", f"arn:{partition}:"))

"""Situations of records in an unusual shape: of other versions, with more fields, with other types than usual."""

from __future__ import annotations

import json
from typing import Callable

import records
from records import ACCOUNT, Record
from scene import Scene, Situation

VERSIONS = [f"1.{minor:02}" if minor > 0 else "1.0" for minor in range(13)]
STRANGE = {"text": ["…", None, {"deep": [1, 2.5, True]}]}


def shaped(situation: str, change: Callable[[Scene, Record], None]) -> Situation:
    """A deployment whose records, issuance and link included, have an unusual shape."""
    def make(scene: Scene) -> None:
        name = scene.any_name()
        deployment = scene.suited(name)
        session, true = scene.pulumi(name.text(deployment)), scene.signed(deployment, name)
        root = records.root(scene.rng, session, deployment.subject, deployment.organization)
        change(scene, root)
        scene.deliver(root)
        child = scene.bought(session)
        link = records.link_within(scene.rng, session, child)
        change(scene, link)
        scene.tell(link, true)
        for signer in (session, child):
            scene.acts(signer, true, lambda record: change(scene, record))

    return Situation(situation, make)


def other_version(scene: Scene, record: Record) -> None:
    record["eventVersion"] = scene.rng.choice(VERSIONS)


def old_record(_: Scene, record: Record) -> None:
    """As the first versions wrote it: fields that came later are missing."""
    record["eventVersion"] = "1.0"
    for late in ("readOnly", "managementEvent", "eventCategory", "tlsDetails", "eventType"):
        del record[late]


def extra_fields(_: Scene, record: Record) -> None:
    record |= {"eventVersion": "1.99", "newField": STRANGE, "vpcEndpointId": "vpce-0a1b2c3d", "eventContext": STRANGE}
    record["userIdentity"] |= {"onBehalfOf": {"userId": "u-1", "identityStoreArn": "arn"}, "inScopeOf": STRANGE}
    record["userIdentity"].get("sessionContext", {}).update({"sourceIdentity": "alice", "newField": STRANGE})
    record["additionalEventData"] = STRANGE
    record["resources"] = [{"accountId": ACCOUNT, "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::acme-assets"}, {}]


def nested_request(scene: Scene, record: Record) -> None:
    """Objects, lists and numbers where text is usual."""
    record["requestParameters"] = record["requestParameters"] | {
        "bucketName": STRANGE, "durationSeconds": scene.rng.choice(["3600", 3600.0, None]),
        "policyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}], "tags": [[], {}, "…"],
    }


def nested_issuance(_: Scene, record: Record) -> None:
    """In what an issuance says beside key, principal and subject."""
    if not record["responseElements"]:
        return
    record["requestParameters"] |= {"roleSessionName": STRANGE, "roleArn": [STRANGE]}
    record["responseElements"]["credentials"]["expiration"] = STRANGE
    record["responseElements"]["assumedRoleUser"]["arn"] = STRANGE
    record["responseElements"]["packedPolicySize"] = STRANGE


def no_request(_: Scene, record: Record) -> None:
    """As where CloudTrail left out what was too large."""
    record["requestParameters"] = None


def request_as_text(_: Scene, record: Record) -> None:
    """What a call asked for as JSON in a text; issuances stay as they are."""
    if record["eventSource"] != "sts.amazonaws.com":
        record["requestParameters"] = json.dumps(record["requestParameters"])
        record["responseElements"] = json.dumps({"text": ["…", 1, None]})


def placeholder_errors(scene: Scene, record: Record) -> None:
    """As pipelines write what is absent; and an error beside credentials, which were granted all the same."""
    code = scene.rng.choice(["-", "null", ""])
    record |= {"errorCode": code, "errorMessage": code}
    if record["responseElements"] and scene.rng.random() < 0.3:
        record["errorCode"] = "AccessDenied"


SITUATIONS = [
    shaped("other event versions", other_version),
    shaped("record without later fields", old_record),
    shaped("unusual extra fields", extra_fields),
    shaped("nested values in the request", nested_request),
    shaped("nested values in the issuance", nested_issuance),
    shaped("no request", no_request),
    shaped("request as text", request_as_text),
    shaped("placeholders for no error", placeholder_errors),
]

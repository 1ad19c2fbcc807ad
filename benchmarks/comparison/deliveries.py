"""Situations of when records come, how often, and in what shape; and the records that are nobody's call."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from typing import Any, Callable

import records
from names import SESSION_NAMES, VERSION_IN_NAME
from records import ACCOUNT, Record, Session
from scene import DAY, Scene, Situation
from truth import Truth

VERSIONS = [f"1.{minor:02}" if minor > 0 else "1.0" for minor in range(13)]
STRANGE = {"text": ["…", None, {"deep": [1, 2.5, True]}]}


def in_a_later_file(hours: int) -> Situation:
    """The issuance comes long after the calls."""
    def make(scene: Scene) -> None:
        session, true = issued_late(scene, timedelta(hours=hours))
        scene.chain(session, true, 1)

    return Situation(f"issuance {hours} h late", make)


def issued_late(scene: Scene, late: timedelta) -> tuple[Session, Truth]:
    name = scene.rng.choice(SESSION_NAMES)
    deployment = scene.suited(name)
    session = scene.pulumi(name.text(deployment))
    scene.root(session, deployment.subject, deployment.organization, late)
    return session, scene.signed(deployment, name)


def in_the_next_day(scene: Scene) -> None:
    """The issuance lies in the folder of the day after its calls."""
    scene.time = scene.midnight() - timedelta(minutes=scene.rng.randrange(20, 600))
    session, true = issued_late(scene, scene.midnight_after(scene.time) - scene.time + timedelta(minutes=5))
    scene.chain(session, true, 1)


def link_in_the_next_day(scene: Scene) -> None:
    scene.time = scene.midnight() - timedelta(minutes=scene.rng.randrange(20, 600))
    session, true = scene.deployed(scene.rng.choice(SESSION_NAMES))
    child = scene.bought(session)
    [link] = records.link(scene.rng, session, child)
    scene.is_true(link, true)
    scene.deliver(link, scene.midnight_after(scene.time) - scene.time + timedelta(minutes=5))
    scene.chain(child, true, 1)


def twice(scene: Scene) -> None:
    """The issuance is delivered twice, minutes and hours after it was made; and so is a link."""
    name = scene.rng.choice(SESSION_NAMES)
    deployment = scene.suited(name)
    session, true = scene.pulumi(name.text(deployment)), scene.signed(deployment, name)
    root = scene.root(session, deployment.subject, deployment.organization)
    child = scene.bought(session)
    [link] = records.link(scene.rng, session, child)
    scene.tell(link, true)
    for record in (root, link):
        scene.deliver(record, timedelta(hours=scene.rng.randrange(1, 12)))
    scene.acts(session, true)
    scene.acts(child, true)


def across_midnight(scene: Scene) -> None:
    """Issued on one day, used on the next, by key, by creation date and by time."""
    scene.time = scene.midnight() - timedelta(minutes=scene.rng.randrange(1, 50))
    session, true = scene.deployed(scene.rng.choice(SESSION_NAMES))
    child = scene.buys(session, true)
    for signer in (session, child):
        after = dataclasses.replace(session, issued=scene.midnight_after(scene.time))
        call = scene.call(signer, after.issued + timedelta(seconds=scene.rng.randrange(300)))
        scene.tell(call, true)
        by_service = scene.call(signer, after.issued + timedelta(seconds=scene.rng.randrange(300)))
        records.by_service(scene.rng, by_service)
        scene.tell(by_service, true)
        by_time = scene.call(signer, after.issued + timedelta(seconds=scene.rng.randrange(300)))
        records.without_key(by_time)
        records.without_creation_date(by_time)
        scene.tell(by_time, true.inferred())


def twelve_hours(scene: Scene) -> None:
    """A session as long as IAM allows; in its last minutes it still buys others."""
    if scene.rng.random() < 0.5:
        scene.time = scene.midnight() - timedelta(minutes=scene.rng.randrange(5, 700))
    session, true = scene.deployed(scene.rng.choice(SESSION_NAMES), lifetime=timedelta(hours=12))
    for minutes in (1, 200, 400, 600, 719):
        scene.tell(scene.call(session, session.issued + timedelta(minutes=minutes)), true)
        by_time = scene.call(session, session.issued + timedelta(minutes=minutes))
        records.without_key(by_time)
        records.without_creation_date(by_time)
        scene.tell(by_time, true.inferred())
    child = scene.session("late", role="late", issued=session.issued + timedelta(minutes=718))
    for record in records.link(scene.rng, session, child):
        scene.tell(record, true)
    scene.chain(child, true, 1)


def correction(scene: Scene) -> None:
    """A later record takes the place of the issuance that it corrects."""
    wrong, right = scene.deployment(), scene.deployment()
    right = dataclasses.replace(right, version=wrong.version, stack=wrong.stack)
    session = scene.pulumi(VERSION_IN_NAME.text(right))
    first = scene.root(session, wrong.subject)
    later = records.root(scene.rng, session, right.subject, right.organization)
    later["addendum"] = {
        "reason": "UPDATED_DATA", "updatedFields": "userIdentity.userName", "originalRequestID": first["requestID"],
        "originalEventID": first["eventID"],
    }
    scene.deliver(later, timedelta(minutes=scene.rng.choice([0, 30, 400])))
    scene.acts(session, scene.signed(right, VERSION_IN_NAME))


def shaped(situation: str, change: Callable[[Scene, Record], None]) -> Situation:
    """A deployment whose records, issuance and link included, have an unusual shape."""
    def make(scene: Scene) -> None:
        name = scene.rng.choice(SESSION_NAMES)
        deployment = scene.suited(name)
        session, true = scene.pulumi(name.text(deployment)), scene.signed(deployment, name)
        root = records.root(scene.rng, session, deployment.subject, deployment.organization)
        change(scene, root)
        scene.deliver(root)
        child = scene.bought(session)
        [link] = records.link(scene.rng, session, child)
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
    request: Any = record["requestParameters"] or {}
    record["requestParameters"] = {name: value for name, value in request.items()} | {
        "bucketName": STRANGE, "durationSeconds": scene.rng.choice(["3600", 3600.0, None]),
        "policyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}], "tags": [[], {}, "…"],
    }


def request_as_text(_: Scene, record: Record) -> None:
    """What a call asked for as JSON in a text; issuances stay as they are."""
    if record["eventSource"] != "sts.amazonaws.com":
        record["requestParameters"] = json.dumps(record["requestParameters"])
        record["responseElements"] = ["…", 1, None]


def denied(situation: str, code: str, attempts: int, change: Callable[[Record], None] = lambda _: None) -> Situation:
    """An issuance that AWS refused is nobody's call; clients try it again and again."""
    def make(scene: Scene) -> None:
        name = scene.rng.choice(SESSION_NAMES)
        deployment = scene.suited(name)
        for attempt in range(attempts):
            session = scene.pulumi(name.text(deployment), issued=scene.time + timedelta(seconds=2 * attempt))
            record = records.root(scene.rng, session, deployment.subject, deployment.organization)
            record |= {"errorCode": code, "errorMessage": "An unknown error occurred", "responseElements": None}
            change(record)
            scene.deliver(record)

    return Situation(situation, make)


def without_role(record: Record) -> None:
    record["requestParameters"]["roleArn"] = None


NOBODY: list[Record] = [
    {"userIdentity": None},
    {"userIdentity": {"type": "Root", "principalId": ACCOUNT, "arn": f"arn:aws:iam::{ACCOUNT}:root", "accountId": ACCOUNT},
     "eventName": "ConsoleLogin", "eventSource": "signin.amazonaws.com", "eventType": "AwsConsoleSignIn",
     "responseElements": {"ConsoleLogin": "Success"}},
    {"userIdentity": records.user("alice")},
    {"userIdentity": {"type": "AWSService", "invokedBy": "ec2.amazonaws.com"}, "eventName": "AssumeRole",
     "eventSource": "sts.amazonaws.com",
     "requestParameters": {"roleArn": f"arn:aws:iam::{ACCOUNT}:role/node-group", "roleSessionName": "i-0a1b2c3d4e5f67890"},
     "responseElements": {"credentials": {"accessKeyId": "ASIAEXAMPLESERVICE01", "sessionToken": records.TOKEN,
                                          "expiration": "Nov 5, 2026, 9:00:00 AM"}}},
    {"userIdentity": {"type": "SAMLUser", "principalId": "SAML:alice", "userName": "alice", "identityProvider": "sso"},
     "eventName": "AssumeRoleWithSAML", "eventSource": "sts.amazonaws.com"},
    {"userIdentity": {"type": "Unknown", "principalId": "", "accountId": "", "userName": ""}},
    {"userIdentity": {"type": "SomethingNew", "principalId": "X:Y:Z", "credentialId": "…", "accountId": ACCOUNT}},
    {"userIdentity": {"type": "IdentityCenterUser", "accountId": ACCOUNT, "onBehalfOf": {"userId": "u-1"}}},
    {"userIdentity": {"type": "AWSAccount", "principalId": "AIDAEXAMPLESTRANGER", "accountId": "999988887777"}},
    {"userIdentity": {"accountId": ACCOUNT, "invokedBy": "kms.amazonaws.com"}, "eventType": "AwsServiceEvent",
     "eventName": "RotateKey", "eventSource": "kms.amazonaws.com", "serviceEventDetails": {"keyId": "k-1"}},
    {"userIdentity": None, "eventType": "AwsCloudTrailInsight", "eventCategory": "Insight",
     "insightDetails": {"state": "Start", "insightType": "ApiCallRateInsight", "eventName": "DescribeVpcs"}},
]


def nobody(scene: Scene) -> None:
    """People, services, sign-ins, insights, and callers of no known kind."""
    for fields in NOBODY:
        record = scene.call(scene.session("nobody"), scene.later(0, 300))
        scene.deliver(record | fields)


SITUATIONS = [
    in_a_later_file(1), in_a_later_file(6),
    Situation("issuance in the next day's folder", in_the_next_day),
    Situation("link in the next day's folder", link_in_the_next_day),
    Situation("issuance and link delivered twice", twice),
    Situation("calls across midnight", across_midnight),
    Situation("session of 12 hours", twelve_hours),
    Situation("corrected issuance", correction),
    shaped("other event versions", other_version),
    shaped("record without later fields", old_record),
    shaped("unusual extra fields", extra_fields),
    shaped("nested values in the request", nested_request),
    shaped("request as text", request_as_text),
    denied("refused issuance, retried", "AccessDenied", 12),
    denied("refused issuance, no role", "AccessDenied", 3, without_role),
    denied("refused token", "InvalidIdentityTokenException", 1),
    Situation("nobody's calls", nobody),
]

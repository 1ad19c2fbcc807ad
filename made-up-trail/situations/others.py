"""Situations of what is nobody's call: refused issuances, people, services, and records of other kinds."""

from __future__ import annotations

from datetime import timedelta
from typing import Callable

import records
from records import ACCOUNT, Record
from scene import Scene, Situation


def denied(situation: str, code: str, attempts: int, change: Callable[[Record], None] = lambda _: None) -> Situation:
    """An issuance that AWS refused is nobody's call; clients try it again and again."""
    def make(scene: Scene) -> None:
        name = scene.any_name()
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


def refused_saml(scene: Scene) -> None:
    name = scene.any_name()
    session = scene.session(name.text(scene.suited(name)))
    record = records.saml(scene.rng, session, "alice@acme.example")
    scene.deliver(record | {"errorCode": "AccessDenied", "errorMessage": "…", "responseElements": None})


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
    denied("refused issuance, retried", "AccessDenied", 12),
    denied("refused issuance, no role", "AccessDenied", 3, without_role),
    denied("refused token", "InvalidIdentityTokenException", 1),
    Situation("refused SAML", refused_saml),
    Situation("nobody's calls", nobody),
]

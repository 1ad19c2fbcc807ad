"""Situations of tokens that a role's trust policy refused, each for one cause, with IAM's own records of that policy.

A refused issuance is nobody's call: its cause stands in refusals.ndjson.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Callable

import records
from records import PULUMI, Record
from scene import Scene, Situation
from truth import Deployment

AUDIENCE, SUBJECT = f"{PULUMI}:aud", f"{PULUMI}:sub"
WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity"
RETRIES = 4
LONG_BEFORE = timedelta(hours=3)
JUST_BEFORE = timedelta(seconds=5)

Statement = dict[str, Any]


@dataclass
class Refused:
    """A role of this scene alone, and the deployment whose token it refuses."""

    scene: Scene
    deployment: Deployment

    @property
    def role(self) -> str:
        return f"refusing-{self.scene.number}"

    def allow(self, subject: str = "", audience: str = "", more: Statement | None = None, **other: Any) -> Statement:
        """A statement that lets the token in, but for what is told otherwise."""
        equals = {AUDIENCE: audience or self.deployment.organization, SUBJECT: subject or self.deployment.subject}
        statement = {
            "Effect": "Allow", "Principal": {"Federated": records.provider_of(self.scene.account)}, "Action": WEB_IDENTITY,
            "Condition": {"StringEquals": equals} | (more or {}),
        }
        return statement | other

    def another(self, **fields: Any) -> str:
        """The subject of a deployment that differs in those fields."""
        return dataclasses.replace(self.deployment, **fields).subject

    def changed(self, name: str, request: Record, before: timedelta) -> None:
        record = records.of_iam(self.scene.rng, self.scene.time - before, self.scene.account, name, request)
        self.scene.deliver(record)

    def created(self, *statements: Statement) -> None:
        self.changed(
            "CreateRole", {"roleName": self.role, "path": "/", "assumeRolePolicyDocument": document(statements)}, LONG_BEFORE)

    def updated(self, before: timedelta, *statements: Statement) -> None:
        self.changed("UpdateAssumeRolePolicy", {"roleName": self.role, "policyDocument": document(statements)}, before)

    def deleted(self) -> None:
        self.changed("DeleteRole", {"roleName": self.role}, LONG_BEFORE / 2)

    def tried(self, cause: str, certainty: str) -> None:
        for attempt in range(RETRIES):
            session = self.scene.pulumi(
                f"web-{self.deployment.id}", role="refusing", issued=self.scene.time + timedelta(seconds=2 * attempt))
            record = records.root(self.scene.rng, session, self.deployment.subject, self.deployment.organization)
            record |= {"errorCode": "AccessDenied", "errorMessage": "An unknown error occurred", "responseElements": None}
            self.scene.is_refused(self.scene.deliver(record), cause, certainty)


def document(statements: tuple[Statement, ...]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def refused(cause: str, prepare: Callable[[Refused], None], what: str = "", certainty: str = "CERTAIN") -> Situation:
    def make(scene: Scene) -> None:
        made = Refused(scene, scene.deployment())
        prepare(made)
        made.tried(cause, certainty)

    return Situation(" ".join(filter(None, ["refusal:", cause, what])), make)


def by_policy(cause: str, statement: Callable[[Refused], Statement], what: str = "", certainty: str = "CERTAIN") -> Situation:
    return refused(cause, lambda made: made.created(statement(made)), what, certainty)


def denying(made: Refused) -> None:
    made.created(made.allow(), made.allow(Effect="Deny"))


def nothing_allowed(made: Refused) -> None:
    ec2 = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    made.created(ec2)


def without_role(made: Refused) -> None:
    made.created(made.allow())
    made.deleted()


def just_admitted(made: Refused) -> None:
    made.created(made.allow(made.another(stack="other")))
    made.updated(JUST_BEFORE, made.allow())


def mended_later(made: Refused) -> None:
    """The policy of the try counts, not the one of today."""
    made.created(made.allow(made.another(stack="other")))
    made.updated(-timedelta(hours=1), made.allow())


def broken_meanwhile(made: Refused) -> None:
    made.created(made.allow())
    made.updated(LONG_BEFORE / 2, made.allow(audience="globex"))


SITUATIONS = [
    by_policy("SUBJECT_MISMATCH", lambda made: made.allow(made.another(stack="other")), "stack"),
    by_policy("SUBJECT_MISMATCH", lambda made: made.allow(made.another(project="other")), "project"),
    by_policy("SUBJECT_MISMATCH", lambda made: made.allow(made.another(operation="other")), "operation"),
    by_policy("SUBJECT_MISMATCH", lambda made: made.allow(made.another(organization="globex")), "organization"),
    by_policy("SUBJECT_MISMATCH", lambda made: made.allow(made.deployment.subject.upper()), "case"),
    by_policy("AUDIENCE_MISMATCH", lambda made: made.allow(audience="globex")),
    by_policy("AUDIENCE_MISMATCH", lambda made: made.allow(audience="Acme"), "case"),
    by_policy("WILDCARD_UNDER_EQUALS", lambda made: made.allow(made.another(stack="*"))),
    by_policy("UNKNOWN_CONDITION_KEY", lambda made: made.allow(more={"StringLike": {f"{PULUMI}:stack": "*"}})),
    by_policy("SESSION_NAME_CONDITION", lambda made: made.allow(more={"StringLike": {"sts:RoleSessionName": "other-*"}})),
    by_policy("GLOBAL_CONDITION", lambda made: made.allow(more={"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}), "address"),
    by_policy("GLOBAL_CONDITION", lambda made: made.allow(more={"StringLike": {"aws:UserAgent": "curl/*"}}), "agent"),
    by_policy("GLOBAL_CONDITION", lambda made: made.allow(more={"StringLike": {"aws:RequestedRegion": "eu-north-1"}}), "Region"),
    by_policy("ROLE_NOT_IN_TOKEN", lambda made: made.allow(more={"Bool": {"sts:RoleAuthorizedByIdp": "true"}})),
    by_policy(
        "WRONG_PROVIDER",
        lambda made: made.allow(Principal={"Federated": records.provider_of(made.scene.account, "api.pulumi.com")})),
    by_policy("WRONG_ACTION", lambda made: made.allow(Action="sts:AssumeRole")),
    refused("EXPLICIT_DENY", denying),
    refused("NO_STATEMENT", nothing_allowed),
    refused("ROLE_MISSING", without_role),
    refused("SUBJECT_MISMATCH", mended_later, "mended later"),
    refused("AUDIENCE_MISMATCH", broken_meanwhile, "broken meanwhile"),
    refused("PROPAGATION", just_admitted, certainty="LIKELY"),
    by_policy("ORGANIZATION_POLICY", lambda made: made.allow(), certainty="OPEN"),
]

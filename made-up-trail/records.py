"""CloudTrail records of Pulumi's sessions and of everybody else, as plain dicts.

Knows nothing of DeployTrail's code: what it makes is written down after AWS's and Pulumi's documentation.
"""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

Record = dict[str, Any]

ACCOUNT = "111122223333"
OTHER_ACCOUNT = "444455556666"
ACCOUNTS = [ACCOUNT, OTHER_ACCOUNT]
REGIONS = ["us-east-1", "eu-west-1"]
START = datetime(2026, 11, 2, tzinfo=timezone.utc)
PULUMI = "api.pulumi.com/oidc"
TOKEN = "NOT-A-TOKEN-BUT-A-MARKER-" * 30

CHANGES = [
    ("ec2.amazonaws.com", "CreateSecurityGroup", {"groupName": "web", "vpcId": "vpc-0a1b2c3d4e5f67890"}),
    ("ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", {"groupId": "sg-0a1b2c3d4e5f67890"}),
    ("s3.amazonaws.com", "PutBucketTagging", {"bucketName": "acme-assets"}),
    ("iam.amazonaws.com", "PutRolePolicy", {"roleName": "web-task", "policyName": "inline"}),
    ("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", {"functionName": "resize"}),
]
READS = [
    ("ec2.amazonaws.com", "DescribeVpcs", {"vpcSet": {"items": [{"vpcId": "vpc-0a1b2c3d4e5f67890"}]}}),
    ("iam.amazonaws.com", "GetRole", {"roleName": "web-task"}),
    ("s3.amazonaws.com", "GetBucketTagging", {"bucketName": "acme-assets"}),
]


@dataclass(frozen=True)
class Session:
    """Credentials as the calls that they sign state them."""

    key: str
    principal: str
    arn: str
    account: str
    issued: datetime
    provider: str = ""
    lifetime: timedelta = timedelta(hours=1)

    @property
    def name(self) -> str:
        return self.principal.split(":", 1)[1]

    @property
    def is_root(self) -> bool:
        """Whether `AssumeRoot` issued it."""
        return self.arn.endswith(":root")

    @property
    def role(self) -> str:
        return self.arn.split("/")[1]


def stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def new_key(rng: random.Random) -> str:
    return "ASIA" + format(rng.getrandbits(64), "016X")


def event_id(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def base(rng: random.Random, time: datetime, source: str, name: str, account: str, read_only: bool) -> Record:
    """What every record has."""
    return {
        "eventVersion": "1.11",
        "userIdentity": None,
        "eventTime": stamp(time),
        "eventSource": source,
        "eventName": name,
        "awsRegion": rng.choice(REGIONS),
        "sourceIPAddress": f"198.51.100.{rng.randrange(256)}",
        "userAgent": "APN/1.0 Pulumi/1.0 PulumiAWS/7.10.0 (+https://www.pulumi.com) aws-sdk-go-v2/1.39.2 os/linux lang/go#1.25.1",
        "requestParameters": None,
        "responseElements": None,
        "requestID": event_id(rng),
        "eventID": event_id(rng),
        "readOnly": read_only,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3",
            "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": source.replace(".", f".{REGIONS[0]}.", 1),
        },
    }


def caller(session: Session) -> Record:
    """The `userIdentity` of a call that the session signed."""
    attributes = {"creationDate": stamp(session.issued), "mfaAuthenticated": "false"}
    if session.is_root:
        return {
            "type": "Root", "principalId": session.principal, "arn": session.arn, "accountId": session.account,
            "accessKeyId": session.key, "sessionContext": {"assumedRoot": "true", "attributes": attributes},
        }
    context: Record = {
        "sessionIssuer": {
            "type": "Role",
            "principalId": session.principal.split(":")[0],
            "arn": f"arn:aws:iam::{session.account}:role/{session.role}",
            "accountId": session.account,
            "userName": session.role,
        },
        "attributes": attributes,
    }
    if session.provider:
        context["webIdFederationData"] = {"federatedProvider": session.provider, "attributes": {}}
    return {
        "type": "AssumedRole",
        "principalId": session.principal,
        "arn": session.arn,
        "accountId": session.account,
        "accessKeyId": session.key,
        "sessionContext": context,
    }


def new_session(
    rng: random.Random, role: str, name: str, account: str, issued: datetime, provider: str = "",
    lifetime: timedelta = timedelta(hours=1),
) -> Session:
    role_id = "AROA" + format(abs(hash_of(role + account)) % 36**12, "017X")
    return Session(
        key=new_key(rng),
        principal=f"{role_id}:{name}",
        arn=f"arn:aws:sts::{account}:assumed-role/{role}/{name}",
        account=account,
        issued=issued.replace(microsecond=0),
        provider=provider,
        lifetime=lifetime,
    )


def new_root(rng: random.Random, account: str, issued: datetime) -> Session:
    """A short session of an account's root."""
    return Session(
        key=new_key(rng), principal=account, arn=f"arn:aws:iam::{account}:root", account=account,
        issued=issued.replace(microsecond=0), lifetime=timedelta(minutes=15))


def provider_of(account: str, issuer: str = PULUMI, partition: str = "aws") -> str:
    return f"arn:{partition}:iam::{account}:oidc-provider/{issuer}"


def hash_of(text: str) -> int:
    return int(uuid.uuid5(uuid.NAMESPACE_URL, text))


def issued(record: Record, session: Session) -> Record:
    """Adds the credentials that the record hands out."""
    record["responseElements"] = {
        "credentials": {
            "accessKeyId": session.key,
            "sessionToken": TOKEN,
            "expiration": (session.issued + session.lifetime).strftime("%b %-d, %Y, %-I:%M:%S %p"),
        },
        "assumedRoleUser": {"assumedRoleId": session.principal, "arn": session.arn},
    }
    return record


def root(rng: random.Random, session: Session, subject: str, audience: str) -> Record:
    """The `AssumeRoleWithWebIdentity` that handed out the session."""
    record = base(rng, session.issued, "sts.amazonaws.com", "AssumeRoleWithWebIdentity", session.account, True)
    record["userIdentity"] = {
        "type": "WebIdentityUser",
        "principalId": f"{session.provider}:{audience}:{subject}",
        "userName": subject,
        "identityProvider": session.provider,
    }
    record["requestParameters"] = {
        "roleArn": f"arn:aws:iam::{session.account}:role/{session.role}",
        "roleSessionName": session.name,
        "durationSeconds": int(session.lifetime.total_seconds()),
    }
    issued(record, session)["responseElements"] |= {
        "subjectFromWebIdentityToken": subject,
        "provider": session.provider,
        "audience": audience,
    }
    return record


def link(rng: random.Random, parent: Session, child: Session) -> list[Record]:
    """The `AssumeRole` by which a session bought another: one record, or one in each account."""
    record = base(rng, child.issued, "sts.amazonaws.com", "AssumeRole", parent.account, True)
    record["userIdentity"] = caller(parent)
    record["requestParameters"] = {
        "roleArn": f"arn:aws:iam::{child.account}:role/{child.role}",
        "roleSessionName": child.name,
    }
    issued(record, child)
    if child.account == parent.account:
        return [record]
    record["sharedEventID"] = event_id(rng)
    half = dict(record, eventID=event_id(rng), recipientAccountId=child.account)
    half["userIdentity"] = {"type": "AWSAccount", "principalId": parent.principal, "accountId": parent.account}
    return [record, half]


def link_within(rng: random.Random, parent: Session, child: Session) -> Record:
    """The one record of an `AssumeRole` within the account."""
    [record] = link(rng, parent, child)
    return record


def assume_root(rng: random.Random, parent: Session, child: Session, target: str = "") -> Record:
    """The `AssumeRoot` by which a session bought one of an account's root, in the account of the buyer."""
    record = base(rng, child.issued, "sts.amazonaws.com", "AssumeRoot", parent.account, False)
    record["userIdentity"] = caller(parent)
    record["requestParameters"] = {
        "targetPrincipal": target or child.account,
        "taskPolicyArn": {"arn": "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"},
        "durationSeconds": int(child.lifetime.total_seconds()),
    }
    del issued(record, child)["responseElements"]["assumedRoleUser"]
    return record


def saml(rng: random.Random, session: Session, person: str) -> Record:
    """The `AssumeRoleWithSAML` that handed out the session."""
    record = base(rng, session.issued, "sts.amazonaws.com", "AssumeRoleWithSAML", session.account, True)
    record["userIdentity"] = {
        "type": "SAMLUser", "principalId": f"rAnDoMqUaLiFiEr=:{person}", "userName": person,
        "identityProvider": "sso.example/saml",
    }
    record["requestParameters"] = {
        "sAMLAssertionID": f"_{event_id(rng)}",
        "roleArn": f"arn:aws:iam::{session.account}:role/{session.role}",
        "roleSessionName": session.name,
        "principalArn": f"arn:aws:iam::{session.account}:saml-provider/sso",
    }
    issued(record, session)["responseElements"] |= {
        "subject": person, "subjectType": "persistent", "issuer": "https://sso.example/saml",
        "audience": "https://signin.aws.amazon.com/saml", "nameQualifier": "rAnDoMqUaLiFiEr=",
    }
    return record


def link_by_user(rng: random.Random, child: Session, name: str = "mallory") -> Record:
    """The `AssumeRole` by which an IAM user got the session."""
    return link_within(rng, child, child) | {"userIdentity": user(name, child.account)}


def link_by_service(rng: random.Random, child: Session) -> Record:
    """The `AssumeRole` by which an AWS service got the session, for itself."""
    service = "lambda.amazonaws.com"
    return link_within(rng, child, child) | {
        "userIdentity": {"type": "AWSService", "invokedBy": service}, "sourceIPAddress": service, "userAgent": service}


def call(rng: random.Random, session: Session, time: datetime) -> Record:
    """Something that the session did."""
    read_only = rng.random() < 0.7
    source, name, request = rng.choice(READS if read_only else CHANGES)
    record = base(rng, time, source, name, session.account, read_only)
    record["userIdentity"] = caller(session)
    record["requestParameters"] = request
    if rng.random() < 0.02:
        record["errorCode"] = "AccessDenied"
        record["errorMessage"] = f"User: {session.arn} is not authorized to perform: {source.split('.')[0]}:{name}"
    return record


def of_iam(rng: random.Random, time: datetime, account: str, name: str, request: Record) -> Record:
    """What an administrator did in IAM, which logs in one Region."""
    record = base(rng, time, "iam.amazonaws.com", name, account, False)
    return record | {"awsRegion": REGIONS[0], "userIdentity": user("alice", account), "requestParameters": request}


def user(name: str, account: str = ACCOUNT) -> Record:
    """The `userIdentity` of an IAM user."""
    return {
        "type": "IAMUser", "principalId": f"AIDAEXAMPLE{name.upper()}", "arn": f"arn:aws:iam::{account}:user/{name}",
        "accountId": account, "accessKeyId": f"AKIAEXAMPLE{name.upper()}", "userName": name,
    }

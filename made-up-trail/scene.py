"""What a situation makes its records with: a time of its own, and sessions that no other situation's calls are tied to."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Callable

import names
import alterations
import records
import truth
from generator import Layout, Plan
from names import SessionName
from records import ACCOUNT, ACCOUNTS, OTHER_ACCOUNT, START, Record, Session
from truth import Configuration, Deployment, Truth

DAY = timedelta(days=1)
MARGIN = timedelta(hours=14)  # what a situation may take: a session of twelve hours, and what it buys
DELIVERY_MINUTES = (0, 2, 3, 3, 4, 5, 9)
TWICE = 0.02


def another(account: str) -> str:
    return ACCOUNT if account == OTHER_ACCOUNT else OTHER_ACCOUNT


@dataclass
class Scene:
    """One occurrence of a situation; `number` is its own, `calls` is how many a session makes."""

    rng: random.Random
    plan: Plan
    configuration: Configuration
    situation: str
    number: int
    calls: range
    time: datetime
    account: str

    @property
    def other_account(self) -> str:
        return another(self.account)

    def midnight(self) -> datetime:
        """One with hours of the trail before it, and a day after it."""
        days = max(1, self.plan.layout.duration // DAY - 1)
        return START + DAY * self.rng.randint(1, days)

    def later(self, least: int, most: int) -> datetime:
        """That many seconds after the scene's time."""
        return self.time + timedelta(seconds=self.rng.randrange(least, most))

    def deliver(self, record: Record, late: timedelta = timedelta(0)) -> Record:
        """Some minutes after its time, and now and then twice: an issuance may well come after the calls that need it."""
        time = records.time_of(record["eventTime"])
        for _ in range(2 if self.rng.random() < TWICE else 1):
            self.plan.place(record, time + late + timedelta(minutes=self.rng.choice(DELIVERY_MINUTES)))
        return record

    def is_true(self, record: Record, true: Truth) -> None:
        self.plan.truth.append({"eventId": record["eventID"]} | true.line() | {"situation": self.situation})

    def is_refused(self, record: Record, cause: str, certainty: str) -> None:
        """A refused issuance, and why."""
        self.plan.refusals.append(
            {"eventId": record["eventID"], "role": record["requestParameters"]["roleArn"], "cause": cause, "certainty": certainty, "situation": self.situation})

    def tell(self, record: Record, true: Truth | None) -> Record:
        """Delivers a call with that truth; nobody's, if there is none."""
        if true:
            self.is_true(record, true)
        return self.deliver(record)

    def deployment(self, organization: str = "acme") -> Deployment:
        return Deployment(
            organization, f"web{names.word(self.rng, 3)}", f"s{names.word(self.rng, 4)}",
            self.rng.choice(names.OPERATIONS), self.rng.randrange(1, 3000), records.event_id(self.rng))

    def any_name(self) -> SessionName:
        return self.rng.choice(names.SESSION_NAMES)

    def suited(self, name: SessionName) -> Deployment:
        return name.suits(self.rng, self.deployment())

    def session(
        self, name: str, issuer: str = "", role: str = "pulumi-deploy", account: str = "",
        issued: datetime | None = None, lifetime: timedelta = timedelta(hours=1), partition: str = "aws",
    ) -> Session:
        """A session of a role that only this scene has; without an issuer nothing tells who minted it."""
        account = account or self.account
        provider = records.provider_of(account, issuer, partition) if issuer else ""
        return records.new_session(
            self.rng, f"{role}-{self.number}", name, account, issued or self.time, provider, lifetime)

    def pulumi(self, name: str, **details: Any) -> Session:
        return self.session(name, self.configuration.providers[0], **details)

    def root(self, session: Session, subject: str, audience: str = "acme", late: timedelta = timedelta(0)) -> Record:
        return self.deliver(records.root(self.rng, session, subject, audience), late)

    def deployed(self, name: SessionName, late: timedelta = timedelta(0), **details: Any) -> tuple[Session, Truth]:
        """A deployment's session, its issuance, which comes that late, and what is true of its calls."""
        deployment = self.suited(name)
        session = self.pulumi(name.text(deployment), **details)
        self.root(session, deployment.subject, deployment.organization, late)
        return session, self.signed(deployment, name)

    def stated(self, name: SessionName, **details: Any) -> tuple[Session, Truth]:
        """A deployment's session whose issuance nobody delivered, and what its name states."""
        deployment = self.suited(name)
        return self.pulumi(name.text(deployment), **details), self.unsigned(deployment, name)

    def known(self, name: SessionName, **details: Any) -> tuple[Session, Truth, Truth]:
        """As `deployed`, with what would be stated of the calls if the issuance were missing."""
        deployment = self.suited(name)
        session = self.pulumi(name.text(deployment), **details)
        self.root(session, deployment.subject, deployment.organization)
        return session, self.signed(deployment, name), self.unsigned(deployment, name)

    def looks_so(self, name: SessionName, *warnings: str) -> Truth | None:
        """Of a session that Pulumi's provider did not mint: suspect, if the name presents itself as a deployment's."""
        return truth.suspect(*warnings) if self.presents_itself(name) else None

    def signed(self, deployment: Deployment, name: SessionName) -> Truth:
        return truth.of_deployment(deployment, name.reading(self.configuration.templates), self.configuration)

    def unsigned(self, deployment: Deployment, name: SessionName) -> Truth:
        said = name.says(deployment)
        return truth.of_name(said, name.reading(self.configuration.templates), self.configuration)

    def presents_itself(self, name: SessionName) -> bool:
        return name.reading(self.configuration.templates).presents_itself

    def call(self, session: Session, time: datetime | None = None) -> Record:
        """A record of something that the session did, not yet delivered."""
        record = records.call(self.rng, session, time or session.issued + timedelta(seconds=self.rng.randrange(300)))
        if bucket := record["requestParameters"].get("bucketName"):
            record["resources"] = [
                {"accountId": session.account, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{bucket}"}]
        return record

    def acts(self, session: Session, true: Truth | None, change: Callable[[Record], None] = lambda _: None) -> None:
        """The session's calls, each of them changed in that way."""
        for _ in range(self.rng.choice(self.calls)):
            record = self.call(session)
            change(record)
            self.tell(record, true)

    def by_service(self, session: Session, true: Truth) -> None:
        """Calls that services made for a root: naming its provider, and naming none, when a person could have been the caller."""
        for names_provider in (True, False):
            record = self.call(session)
            alterations.by_service(self.rng, record, names_provider)
            self.tell(record, true if names_provider else true.inferred())

    def buys(self, parent: Session, true: Truth | None, name: str = "", across: bool = False) -> Session:
        """A session that the parent bought, in the other account if `across`; both copies of the AssumeRole are told."""
        child = self.bought(parent, name, across)
        for record in records.link(self.rng, parent, child):
            self.tell(record, true)
        return child

    def bought(self, parent: Session, name: str = "", across: bool = False) -> Session:
        """A session that a parent may have bought; the record of it is yet to be made."""
        account = another(parent.account) if across else parent.account
        issued = parent.issued + timedelta(seconds=self.rng.randrange(1, 60))
        text = name or f"hop-{self.rng.randrange(10**9)}"
        role = f"hop{self.rng.randrange(10**9)}"
        return self.session(text, role=role, account=account, issued=issued)

    def chain(self, session: Session, true: Truth | None, hops: int, across: Callable[[int], bool] = lambda _: False) -> None:
        """The session's calls, and those of the sessions that it buys one after the other."""
        self.acts(session, true)
        for hop in range(hops):
            session = self.buys(session, true, across=across(hop))
            self.acts(session, true)


@dataclass(frozen=True)
class Situation:
    """A way in which calls come to be, under the name that tells it in the truth."""

    name: str
    make: Callable[[Scene], None]


def planned(
    layout: Layout, calls: int, seed: int, situations: list[Situation], configuration: Configuration, session_calls: range
) -> Plan:
    """One situation after the other, round by round, until there are that many calls that are not NONE, or refusals."""
    rng = random.Random(seed)
    plan = Plan(layout)
    latest = max(timedelta(hours=1), layout.duration - MARGIN)
    number = 0
    while len(plan.truth) + len(plan.refusals) < calls:
        situation = situations[number % len(situations)]
        time = START + timedelta(seconds=rng.randrange(int(latest.total_seconds())))
        situation.make(
            Scene(rng, plan, configuration, situation.name, number, session_calls, time, rng.choice(ACCOUNTS)))
        number += 1
    return plan

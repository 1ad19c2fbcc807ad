"""Situations of calls whose record tells little of its caller, or something else than the session's issuance."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Callable

import alterations
import records
import truth
from records import Record
from scene import Scene, Situation, another
from situations.impostors import GITHUB
from situations.seconds import forwarded

OTHER_TYPES = ("FederatedUser", "Unknown", "SomethingNew")


def key_only(record: Record) -> None:
    """Neither principal nor session."""
    identity = record["userIdentity"]
    record["userIdentity"] = {name: identity[name] for name in ("type", "accountId", "accessKeyId")}


def key_only_without_type(record: Record) -> None:
    key_only(record)
    del record["userIdentity"]["type"]


def key_only_by_service(record: Record) -> None:
    key_only(record)
    record["userIdentity"]["invokedBy"] = "AWS Internal"


def arn_only(record: Record) -> None:
    """The assumed-role ARN in the principal's place."""
    alterations.without_key(record)
    del record["userIdentity"]["principalId"]


def arn_only_without_provider(record: Record) -> None:
    arn_only(record)
    alterations.without_provider(record)


def arn_only_by_time(record: Record) -> None:
    arn_only(record)
    alterations.without_creation_date(record)


def little(scene: Scene) -> None:
    """A key of a known time is enough, whatever type of identity has it; but not if a service forwarded the call."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true, across=scene.rng.random() < 0.3)
    for signer in (session, child):
        scene.acts(signer, true, key_only)
        scene.acts(signer, true, key_only_without_type)
        scene.acts(signer, true, lambda record: record["userIdentity"].update(type=scene.rng.choice(OTHER_TYPES)))
        scene.acts(signer, None, key_only_by_service)
    late = session.issued + session.lifetime + timedelta(minutes=1)
    too_late = scene.call(session, late)
    key_only(too_late)
    scene.tell(too_late, None)


def arn(scene: Scene) -> None:
    """A root is tied by ARN and creation date if the record names its provider, and inferred without."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true)
    scene.acts(session, true, arn_only)
    scene.acts(session, true.inferred(), arn_only_without_provider)
    scene.acts(session, true.inferred(), arn_only_by_time)
    scene.acts(child, true, arn_only)
    scene.acts(child, true.inferred(), arn_only_by_time)


def arn_of_another_second(scene: Scene) -> None:
    """Its issuance is missing; the ARN tells the name."""
    name = scene.any_name()
    session, _, stated = scene.known(name)
    unknown = dataclasses.replace(session, issued=session.issued + timedelta(seconds=scene.rng.randrange(1, 60)))
    scene.acts(unknown, stated, arn_only)
    scene.acts(unknown, scene.looks_so(name, "ISSUANCE_MISSING"), arn_only_without_provider)


def other_account(record: Record) -> None:
    record["userIdentity"]["accountId"] = another(record["userIdentity"]["accountId"])


def other_arn(record: Record) -> None:
    """Of another role, where the principal is not there to tell."""
    identity = record["userIdentity"]
    del identity["principalId"]
    identity["arn"] = identity["arn"].replace(":assumed-role/", ":assumed-role/another-")


def other_role_of_the_name(record: Record) -> None:
    identity = record["userIdentity"]
    identity["principalId"] = "AROAANOTHERROLE000001:" + identity["principalId"].split(":")[1]


def two_seconds(sign: int) -> Callable[[Record], None]:
    def change(record: Record) -> None:
        date = record["userIdentity"]["sessionContext"]["attributes"]["creationDate"]
        alterations.created(record, records.time_of(date) + timedelta(seconds=2 * sign))

    return change


def differs(situation: str, change: Callable[[Record], None]) -> Situation:
    """The key is a known session's, and something else is not: the issuance is missing, and the key not known to be reused."""
    def make(scene: Scene) -> None:
        name = scene.any_name()
        session, true, stated = scene.known(name)

        def without_provider(record: Record) -> None:
            change(record)
            alterations.without_provider(record)

        scene.acts(session, true)
        scene.acts(session, stated, change)
        scene.acts(session, scene.looks_so(name, "ISSUANCE_MISSING"), without_provider)

    return Situation(f"known key, {situation}", make)


def other_account_without_key(scene: Scene) -> None:
    name = scene.any_name()
    session, _, stated = scene.known(name)

    def by_creation_date(record: Record) -> None:
        other_account(record)
        alterations.by_service(scene.rng, record, names_provider=True)

    def by_time(record: Record) -> None:
        other_account(record)
        alterations.without_session(record)

    scene.acts(session, stated, by_creation_date)
    scene.acts(session, stated, by_time)


def recipient(scene: Scene) -> None:
    """The account that got the record is not the caller's, and need not be."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true, across=True)
    for signer in (session, child):
        scene.acts(signer, true, lambda record: record.update(recipientAccountId=another(record["recipientAccountId"])))


def other_provider(scene: Scene) -> None:
    """The key is a deployment's, and the record names another provider."""
    name = scene.any_name()
    session, true = scene.deployed(name)
    of_github = dataclasses.replace(session, provider=records.provider_of(session.account, GITHUB))
    scene.acts(session, true)
    scene.acts(of_github, scene.looks_so(name, "ISSUANCE_MISSING"))
    scene.acts(of_github, scene.looks_so(name, "ISSUANCE_MISSING"), forwarded(scene, names_provider=True))


def unknown_key(scene: Scene) -> None:
    """A key that no issuance handed out is never passed over for the principal, be there a creation date or none."""
    name = scene.any_name()
    session, true, stated = scene.known(name)
    unknown = dataclasses.replace(session, key=records.new_key(scene.rng))

    def nothing(record: Record) -> None:
        alterations.without_creation_date(record)
        alterations.without_provider(record)

    scene.acts(session, true)
    scene.acts(unknown, stated)
    scene.acts(unknown, stated, alterations.without_creation_date)
    scene.acts(unknown, scene.looks_so(name, "ISSUANCE_MISSING"), nothing)


def provider_only(scene: Scene) -> None:
    """The provider is all that a record tells of its caller."""
    session, _ = scene.stated(scene.any_name())

    def change(record: Record) -> None:
        record["userIdentity"] = {
            "type": "AssumedRole", "accountId": session.account, "accessKeyId": session.key,
            "sessionContext": record["userIdentity"]["sessionContext"]}

    scene.acts(session, truth.of_nothing(), change)


SITUATIONS = [
    Situation("little but the key", little),
    Situation("ARN and creation date", arn),
    Situation("ARN and another creation date", arn_of_another_second),
    differs("another account", other_account),
    differs("another ARN", other_arn),
    differs("another role of the name", other_role_of_the_name),
    differs("creation date two seconds before", two_seconds(-1)),
    differs("creation date two seconds after", two_seconds(1)),
    Situation("another account, without the key", other_account_without_key),
    Situation("another recipient", recipient),
    Situation("known key, another provider", other_provider),
    Situation("unknown key of a known second", unknown_key),
    Situation("nothing but the provider", provider_only),
]

"""Situations in which a call and its session are hard to bring together."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Callable

import alterations
import records
import truth
from names import ID_IN_NAME, STATIC_NAME
from records import Record, Session
from scene import Scene, Situation

HOUR = timedelta(hours=1)


def changed(situation: str, change: Callable[[Record], None], is_inferred: bool = False) -> Situation:
    """A deployment's calls, of which each lacks something, or has too much."""
    def make(scene: Scene) -> None:
        session, true = scene.deployed(scene.any_name())
        scene.acts(session, true.inferred() if is_inferred else true, change)

    return Situation(situation, make)


def empty_key(record: Record) -> None:
    record["userIdentity"]["accessKeyId"] = ""


def empty_federation(record: Record) -> None:
    record["userIdentity"]["sessionContext"]["webIdFederationData"] = {}


def time_and_another_key(record: Record) -> None:
    """As services call for somebody, in a record that lacks the creation date."""
    record["userIdentity"]["accessKeyId"] = "ASIAUNKNOWN" + record["eventID"][:8].upper()
    record["userIdentity"]["invokedBy"] = "s3.amazonaws.com"
    alterations.without_creation_date(record)


def seen_by_the_owner(scene: Scene) -> None:
    """The owner of a resource in another account gets a copy that names the principal and no session."""
    session, true = scene.deployed(scene.any_name())
    scene.acts(
        session, true.inferred(), lambda record: alterations.seen_from_another_account(record, scene.other_account))


def by_service(scene: Scene) -> None:
    """A service's call tells nothing but principal and creation date, and perhaps the provider."""
    session, true = scene.deployed(scene.any_name())
    for _ in range(3):
        scene.by_service(session, true)


def by_service_below(scene: Scene) -> None:
    """Nobody but the deployment has a session of that principal and second."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true, across=scene.rng.random() < 0.3)
    scene.acts(child, true, lambda record: alterations.by_service(scene.rng, record))


def by_service_stated(scene: Scene) -> None:
    """A service's call for a session of which the issuance is not known, and perhaps not the provider."""
    name = scene.any_name()
    session, true = scene.stated(name)
    nobody = scene.looks_so(name, "ISSUANCE_MISSING")
    scene.acts(session, nobody, lambda record: alterations.by_service(scene.rng, record))
    scene.acts(session, true, lambda record: alterations.by_service(scene.rng, record, names_provider=True))


def of_two(scene: Scene, second_issued: timedelta = timedelta(0)) -> list[tuple[Session, truth.Truth]]:
    """Two stacks' sessions of one role and one static name."""
    return [scene.deployed(STATIC_NAME, issued=scene.time + late) for late in (timedelta(0), second_issued)]


def two_in_the_window(scene: Scene) -> None:
    (first, one), (_, two) = of_two(scene, timedelta(seconds=-90))
    scene.acts(first, truth.either(one, two), alterations.without_session)


def two_organizations_in_the_window(scene: Scene) -> None:
    """One of them is not known to be somebody's own."""
    _, one = scene.deployed(STATIC_NAME)
    deployment = scene.deployment("evilcorp")
    session = scene.pulumi(STATIC_NAME.text(deployment), issued=scene.time + timedelta(seconds=10))
    scene.root(session, deployment.subject, "evilcorp")
    scene.acts(session, truth.either(one, scene.signed(deployment, STATIC_NAME)), alterations.without_session)


def two_in_the_window_by_key(scene: Scene) -> None:
    (first, one), _ = of_two(scene, timedelta(seconds=-90))
    scene.acts(first, one, alterations.without_creation_date)


def one_expired(scene: Scene) -> None:
    """Of two sessions of that name one had ended."""
    (first, one), _ = of_two(scene, timedelta(seconds=-4000))
    scene.acts(first, one.inferred(), alterations.without_session)


def none_in_the_window(scene: Scene) -> None:
    """The calls come after the known session had ended, so their session's issuance is missing."""
    name = scene.any_name()
    deployment = scene.suited(name)
    session = scene.pulumi(name.text(deployment))
    scene.root(session, deployment.subject, deployment.organization)
    true = scene.unsigned(deployment, name)
    later = dataclasses.replace(session, issued=session.issued + HOUR + timedelta(minutes=5))
    scene.acts(later, true, alterations.without_session)


def deployment_twice(scene: Scene) -> None:
    """Several sessions of one deployment are one answer."""
    deployment = scene.deployment()
    name = scene.rng.choice([ID_IN_NAME, STATIC_NAME])
    for late in (0, 100):
        session = scene.pulumi(name.text(deployment), issued=scene.time + timedelta(seconds=late))
        scene.root(session, deployment.subject)
    scene.acts(session, scene.signed(deployment, name).inferred(), alterations.without_session)


def environments(scene: Scene) -> None:
    """Two ESC environments in the window; their organization is the same."""
    for late, environment in ((0, "web/one"), (50, "web/two")):
        session = scene.pulumi("pulumi-esc", issued=scene.time + timedelta(seconds=late))
        scene.root(session, f"pulumi:environments:org:acme:env:{environment}", "aws:acme")
    true = truth.either(*(truth.of_environment("acme", name, scene.configuration) for name in ("one", "two")))
    scene.acts(session, true, alterations.without_session)


def deployment_or_environment(scene: Scene) -> None:
    """They agree on nothing that has a place in both."""
    _, one = scene.deployed(STATIC_NAME)
    session = scene.pulumi(STATIC_NAME.text(scene.deployment()), issued=scene.time + timedelta(seconds=20))
    scene.root(session, "pulumi:environments:org:acme:env:web/dev", "aws:acme")
    two = truth.of_environment("acme", "web/dev", scene.configuration)
    scene.acts(session, truth.either(one, two), alterations.without_session)


def same_second(scene: Scene) -> None:
    """Two sessions of one name and one second: the key tells which, principal and creation date do not."""
    (first, one), (_, two) = of_two(scene)
    scene.acts(first, one)
    scene.acts(first, truth.either(one, two), lambda record: alterations.by_service(scene.rng, record, True))
    scene.acts(first, truth.either(one, two), lambda record: alterations.by_service(scene.rng, record))


def neighbour(scene: Scene) -> None:
    """A creation date that no issuance has: the issuance is missing, whatever other session there is."""
    name = scene.any_name()
    deployment = scene.suited(name)
    known = scene.pulumi(name.text(deployment))
    scene.root(known, deployment.subject, deployment.organization)
    scene.acts(known, scene.signed(deployment, name))
    unknown = scene.pulumi(name.text(deployment), issued=scene.later(60, 600))
    true = scene.unsigned(deployment, name)
    scene.acts(unknown, true)
    scene.acts(unknown, true, alterations.without_key)
    nobody = scene.looks_so(name, "ISSUANCE_MISSING")
    scene.acts(unknown, nobody, alterations.without_provider)


def key_of_another(scene: Scene) -> None:
    """Calls under the key of a known session, by another principal: their issuance is missing; only one session is known."""
    name = scene.any_name()
    known, known_truth = scene.deployed(ID_IN_NAME)
    scene.acts(known, known_truth)
    session, true = scene.stated(name, role="another")
    session = dataclasses.replace(session, key=known.key)
    scene.acts(session, true)
    nobody = scene.looks_so(name, "ISSUANCE_MISSING")
    scene.acts(session, nobody, alterations.without_provider)


def key_reused(scene: Scene) -> None:
    """Hours later the same key belongs to another session, of another role or of the same."""
    first, one = scene.deployed(scene.any_name())
    name = scene.any_name()
    deployment = scene.suited(name)
    role = scene.rng.choice(["pulumi-deploy", "another"])
    second = scene.pulumi(name.text(deployment), role=role, issued=scene.later(7200, 30_000))
    second = dataclasses.replace(second, key=first.key)
    scene.root(second, deployment.subject, deployment.organization)
    scene.acts(first, one.warning("KEY_REUSED"))
    scene.acts(second, scene.signed(deployment, name).warning("KEY_REUSED"))


def expiration(situation: str, spelled: Callable[[Session], str | None], is_asked: bool = True) -> Situation:
    """The end of a session as its issuance spells it, and calls that nothing but their time ties to it."""
    def make(scene: Scene) -> None:
        name = scene.any_name()
        deployment = scene.suited(name)
        session = scene.pulumi(name.text(deployment), lifetime=2 * HOUR if is_asked else HOUR)
        record = records.root(scene.rng, session, deployment.subject, deployment.organization)
        record["responseElements"]["credentials"]["expiration"] = spelled(session)
        if not is_asked:
            record["requestParameters"].pop("durationSeconds")
        scene.deliver(record)
        true = scene.signed(deployment, name)
        last = dataclasses.replace(session, issued=session.issued + session.lifetime - timedelta(minutes=6))
        scene.acts(session, true)
        scene.acts(last, true, alterations.without_creation_date)
        scene.acts(last, true.inferred(), alterations.without_session)

    return Situation(situation, make)


SITUATIONS = [
    changed("empty access key", empty_key),
    changed("empty webIdFederationData", empty_federation),
    changed("no webIdFederationData", alterations.without_provider),
    changed("no creation date, tied by key", alterations.without_creation_date),
    changed("tied by time", alterations.without_session, is_inferred=True),
    changed("tied by time, unknown key", time_and_another_key, is_inferred=True),
    Situation("seen by the resource's owner", seen_by_the_owner),
    Situation("by a service", by_service),
    Situation("by a service, below a deployment", by_service_below),
    Situation("by a service, issuance missing", by_service_stated),
    Situation("two sessions in the window", two_in_the_window),
    Situation("two organizations in the window", two_organizations_in_the_window),
    Situation("two sessions in the window, tied by key", two_in_the_window_by_key),
    Situation("two sessions in the window, one expired", one_expired),
    Situation("no session in the window", none_in_the_window),
    Situation("two sessions of one deployment", deployment_twice),
    Situation("two environments in the window", environments),
    Situation("deployment or environment", deployment_or_environment),
    Situation("two sessions of one second", same_second),
    Situation("creation date of no issuance", neighbour),
    Situation("key of another principal", key_of_another),
    Situation("key reused", key_reused),
    expiration("expiration without comma", lambda s: (s.issued + s.lifetime).strftime("%b %-d, %Y %-I:%M:%S %p")),
    expiration("expiration with comma", lambda s: (s.issued + s.lifetime).strftime("%b %-d, %Y, %-I:%M:%S %p")),
    expiration("expiration by duration", lambda _: None),
    expiration("expiration by default", lambda _: None, is_asked=False),
]

"""Situations in which sessions of one role and name begin in one second, and not all of them are the deployment's."""

from __future__ import annotations

import dataclasses
from typing import Callable

import alterations
import records
import truth
from names import STATIC_NAMES
from records import Record, Session
from scene import Scene, Situation
from situations.impostors import GITHUB, SUBJECTS

NOBODY = truth.Truth("NONE")


def by_user(scene: Scene, twin: Session) -> None:
    scene.deliver(records.link_by_user(scene.rng, twin))


def by_saml(scene: Scene, twin: Session) -> None:
    scene.deliver(records.saml(scene.rng, twin, "mallory@acme.example"))


def by_service(scene: Scene, twin: Session) -> None:
    scene.deliver(records.link_by_service(scene.rng, twin))


def by_build(scene: Scene, twin: Session) -> None:
    """A build of GitHub's assumes the role."""
    build = scene.session(f"build-{scene.number}", GITHUB, role="build")
    scene.root(build, SUBJECTS[GITHUB], "sts.amazonaws.com")
    scene.deliver(records.link_within(scene.rng, build, twin))


def by_github(scene: Scene, twin: Session) -> None:
    scene.root(twin, SUBJECTS[GITHUB], "sts.amazonaws.com")


def forwarded(scene: Scene, names_provider: bool) -> Callable[[Record], None]:
    return lambda record: alterations.by_service(scene.rng, record, names_provider)


def keyless(record: Record) -> None:
    """A call that was not forwarded, and of which neither key nor provider is known."""
    alterations.without_key(record)
    alterations.without_provider(record)


def beside_somebody(known: str, get: Callable[[Scene, Session], None], issuer: str = "") -> Situation:
    """Somebody gets a session of the deployment's role and name in its second."""
    def make(scene: Scene) -> None:
        name = scene.rng.choice(STATIC_NAMES)
        session, true = scene.deployed(name)
        twin = scene.session(session.name, issuer)
        get(scene, twin)
        seems = scene.looks_so(name)
        either = truth.either(true, seems or NOBODY)
        scene.chain(session, true, 1)
        scene.chain(twin, seems, 1)
        scene.acts(session, true, forwarded(scene, names_provider=True))
        scene.acts(session, true.inferred(), alterations.without_session)
        for signer in (session, twin):
            scene.acts(signer, either, forwarded(scene, names_provider=False))
            scene.acts(signer, either, keyless)
        if issuer:
            scene.acts(twin, seems, forwarded(scene, names_provider=True))

    return Situation(f"one second, and {known}", make)


def somebody_unknown(scene: Scene) -> None:
    """The person's AssumeRole was not delivered: his call by a service looks like the deployment's, and is INFERRED at best."""
    name = scene.rng.choice(STATIC_NAMES)
    session, true = scene.deployed(name)
    twin = scene.session(session.name)
    scene.acts(session, true)
    scene.acts(twin, scene.looks_so(name, "ISSUANCE_MISSING"))
    scene.acts(twin, true.inferred(), forwarded(scene, names_provider=False))


def issuance_lost(scene: Scene) -> None:
    """Of two deployments that one push began in one second, the issuance of one is missing; its own key tells."""
    name = scene.rng.choice(STATIC_NAMES)
    session, true = scene.deployed(name)
    lost = scene.pulumi(session.name)
    stated = scene.unsigned(scene.deployment(), name)
    scene.acts(session, true)
    scene.chain(lost, stated, 1)
    scene.acts(lost, scene.looks_so(name, "ISSUANCE_MISSING"), alterations.without_provider)


def only_somebody_known(scene: Scene) -> None:
    """The deployment's issuance is missing, and somebody's session of that second is not; no call that names Pulumi's is its."""
    name = scene.rng.choice(STATIC_NAMES)
    lost = scene.pulumi(name.text(scene.deployment()))
    stated = scene.unsigned(scene.deployment(), name)
    twin = scene.session(lost.name)
    scene.rng.choice([by_user, by_saml, by_service])(scene, twin)
    seems = scene.looks_so(name)
    scene.acts(lost, stated)
    scene.acts(lost, stated, forwarded(scene, names_provider=True))
    scene.acts(lost, stated, alterations.without_key)
    scene.acts(lost, stated, alterations.without_session)
    scene.acts(twin, seems)
    scene.acts(twin, seems, forwarded(scene, names_provider=False))


def somebody_in_the_window(scene: Scene) -> None:
    """A person's session of that role and name runs at the same time; without a creation date the provider tells, or nothing."""
    name = scene.rng.choice(STATIC_NAMES)
    session, true = scene.deployed(name)
    twin = scene.session(session.name, issued=scene.later(-100, 0))
    scene.rng.choice([by_user, by_saml, by_service])(scene, twin)
    seems = scene.looks_so(name)

    def by_time(record: Record) -> None:
        alterations.without_session(record)
        alterations.without_provider(record)

    scene.acts(session, true.inferred(), alterations.without_session)
    scene.acts(session, truth.either(true, seems or NOBODY), by_time)
    scene.acts(twin, seems)


def links(scene: Scene) -> None:
    """A deployment and a user bought sessions of one role, name and second."""
    name = scene.rng.choice(STATIC_NAMES)
    root, true = scene.deployed(scene.any_name())
    child = scene.buys(root, true, name.text(scene.deployment()))
    twin = dataclasses.replace(child, key=records.new_key(scene.rng))
    by_user(scene, twin)
    seems = scene.looks_so(name)
    scene.acts(child, true)
    scene.acts(twin, seems)
    scene.acts(child, truth.either(true, seems or NOBODY), forwarded(scene, names_provider=False))
    named = dataclasses.replace(child, provider=root.provider)
    scene.acts(named, true, forwarded(scene, names_provider=True))


SITUATIONS = [
    beside_somebody("a user's AssumeRole", by_user),
    beside_somebody("a person's AssumeRoleWithSAML", by_saml),
    beside_somebody("a service's AssumeRole", by_service),
    beside_somebody("a build's AssumeRole", by_build),
    beside_somebody("GitHub's session", by_github, GITHUB),
    Situation("one second, links of a deployment and a user", links),
    Situation("one second, and somebody unknown", somebody_unknown),
    Situation("one second, one issuance missing", issuance_lost),
    Situation("one second, only somebody's session known", only_somebody_known),
    Situation("somebody in the window", somebody_in_the_window),
]

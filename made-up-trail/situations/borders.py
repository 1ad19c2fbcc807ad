"""Situations at the borders of a session's time, where clocks differ, and after its end."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import alterations
import truth
from names import STATIC_NAME
from records import Session
from scene import Scene, Situation

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def by_key(scene: Scene) -> None:
    """Without a creation date: five seconds before and after the limits are the session's, the sixth is not."""
    session, true, stated = scene.known(scene.any_name())
    end = session.lifetime.seconds
    for seconds in (-6, -5, -1, 0, end, end + 1, end + 5, end + 6):
        record = scene.call(session, session.issued + seconds * SECOND)
        alterations.without_creation_date(record)
        scene.tell(record, true if -5 <= seconds <= end + 5 else stated)


def by_time(scene: Scene) -> None:
    """Without a key there is no tolerance."""
    session, true, stated = scene.known(scene.any_name())
    end = session.lifetime.seconds
    for seconds in (-6, -1, 0, end, end + 1, end + 6):
        record = scene.call(session, session.issued + seconds * SECOND)
        alterations.without_session(record)
        scene.tell(record, true.inferred() if 0 <= seconds <= end else stated)


def creation_date(scene: Scene) -> None:
    """By key it may be a second off; without, it must be the issuance's."""
    session, true, stated = scene.known(scene.any_name())
    child = scene.buys(session, true)
    for off in (-1, 0, 1):
        for signer, missing in ((session, stated), (child, None)):
            clock = dataclasses.replace(signer, issued=signer.issued + off * SECOND)
            scene.acts(clock, true)
            scene.acts(clock, true if off == 0 else missing, alterations.without_key)


def after_the_end(scene: Scene) -> None:
    """What a service goes on with hours later is the session's by its creation date; so is a call of a lingering clock by key."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true)
    for signer in (session, child):
        late = signer.issued + scene.rng.choice([2, 5, 9]) * HOUR
        scene.tell(scene.call(signer, late), true)
        by_service = scene.call(signer, late)
        alterations.by_service(scene.rng, by_service, names_provider=signer is session)
        scene.tell(by_service, true)
        without_provider = scene.call(signer, late)
        alterations.by_service(scene.rng, without_provider)
        scene.tell(without_provider, true.inferred() if signer is session else true)


def called(scene: Scene, session: Session, seconds: int, true: truth.Truth) -> None:
    record = scene.call(session, session.issued + seconds * SECOND)
    alterations.without_creation_date(record)
    scene.tell(record, true.warning("KEY_REUSED"))


def two_sessions_of_a_key(scene: Scene) -> None:
    """The second began three seconds after the first had ended: each holds its own time, and none the seconds between."""
    first, one = scene.deployed(STATIC_NAME)
    end = first.lifetime.seconds
    deployment = scene.deployment()
    second = dataclasses.replace(first, issued=first.issued + (end + 3) * SECOND)
    scene.root(second, deployment.subject)
    two = scene.signed(deployment, STATIC_NAME)
    called(scene, first, end, one)
    called(scene, second, 0, two)
    called(scene, second, 1, two)
    called(scene, first, end + 1, truth.either(one, two))
    called(scene, first, -5, one)
    called(scene, second, end + 5, two)


SITUATIONS = [
    Situation("borders of a session, by key", by_key),
    Situation("borders of a session, by time", by_time),
    Situation("creation date a second off", creation_date),
    Situation("calls after the end", after_the_end),
    Situation("borders of two sessions of a key", two_sessions_of_a_key),
]

"""Situations of when records come, and how often; of long sessions, of midnight, and of corrections."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import alterations
import records
from names import VERSION_IN_NAME
from scene import Scene, Situation


def in_a_later_file(hours: int) -> Situation:
    """The issuance comes long after the calls."""
    def make(scene: Scene) -> None:
        scene.chain(*scene.deployed(scene.any_name(), timedelta(hours=hours)), 1)

    return Situation(f"issuance {hours} h late", make)


def in_the_next_day(scene: Scene) -> None:
    """The issuance lies in the folder of the day after its calls."""
    scene.chain(*scene.deployed(scene.any_name(), before_midnight(scene)), 1)


def before_midnight(scene: Scene) -> timedelta:
    """Moves the scene to the hours before a midnight, and gives the time until after it."""
    midnight = scene.midnight()
    scene.time = midnight - timedelta(minutes=scene.rng.randrange(20, 600))
    return midnight - scene.time + timedelta(minutes=5)


def link_in_the_next_day(scene: Scene) -> None:
    late = before_midnight(scene)
    session, true = scene.deployed(scene.any_name())
    child = scene.bought(session)
    link = records.link_within(scene.rng, session, child)
    scene.is_true(link, true)
    scene.deliver(link, late)
    scene.chain(child, true, 1)


def twice(scene: Scene) -> None:
    """The issuance is delivered twice, minutes and hours after it was made; and so is a link."""
    name = scene.any_name()
    deployment = scene.suited(name)
    session, true = scene.pulumi(name.text(deployment)), scene.signed(deployment, name)
    root = scene.root(session, deployment.subject, deployment.organization)
    child = scene.bought(session)
    link = records.link_within(scene.rng, session, child)
    scene.tell(link, true)
    for record in (root, link):
        scene.deliver(record, timedelta(hours=scene.rng.randrange(1, 12)))
    scene.acts(session, true)
    scene.acts(child, true)


def across_midnight(scene: Scene) -> None:
    """Issued on one day, used on the next, by key, by creation date and by time."""
    midnight = scene.midnight()
    scene.time = midnight - timedelta(minutes=scene.rng.randrange(1, 50))
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true)
    for signer in (session, child):
        by_key, by_service, by_time = (
            scene.call(signer, midnight + timedelta(seconds=scene.rng.randrange(300))) for _ in range(3))
        scene.tell(by_key, true)
        alterations.by_service(scene.rng, by_service, names_provider=signer is session)
        scene.tell(by_service, true)
        alterations.without_session(by_time)
        scene.tell(by_time, true.inferred())


def twelve_hours(scene: Scene) -> None:
    """A session as long as IAM allows; in its last minutes it still buys others."""
    if scene.rng.random() < 0.5:
        scene.time = scene.midnight() - timedelta(minutes=scene.rng.randrange(5, 700))
    session, true = scene.deployed(scene.any_name(), lifetime=timedelta(hours=12))
    for minutes in (1, 200, 400, 600, 719):
        scene.tell(scene.call(session, session.issued + timedelta(minutes=minutes)), true)
        by_time = scene.call(session, session.issued + timedelta(minutes=minutes))
        alterations.without_session(by_time)
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


SITUATIONS = [
    in_a_later_file(1), in_a_later_file(6),
    Situation("issuance in the next day's folder", in_the_next_day),
    Situation("link in the next day's folder", link_in_the_next_day),
    Situation("issuance and link delivered twice", twice),
    Situation("calls across midnight", across_midnight),
    Situation("session of 12 hours", twelve_hours),
    Situation("corrected issuance", correction),
]

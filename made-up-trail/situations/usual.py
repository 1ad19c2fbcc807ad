"""The situations of an ordinary day, with which tools are compared."""

from __future__ import annotations

import records
import truth
from names import ID, LITERAL, STATIC, SessionName
from scene import Scene, Situation
from truth import Reading, Says

TEMPLATES = ("pulumi-${deployment.id}", "${project.name}-v${deployment.version}", LITERAL)

BY_ID = SessionName("id in name", lambda d: f"pulumi-{d.id}", Reading(ID, ID, True), Reading(ID, ID, True))
BY_VERSION = SessionName(
    "version in name", lambda d: f"{d.project}-v{d.version}",
    Reading(Says(("version",)), Says(("project", "version")), True), Reading(STATIC))
STATIC_NAME = SessionName(
    "static name", lambda d: LITERAL, Reading(STATIC, STATIC, True), Reading(STATIC, Says(), True))


def deploys(name: SessionName) -> Situation:
    def make(scene: Scene) -> None:
        session, true = scene.deployed(name)
        scene.chain(session, true, scene.rng.randrange(4), lambda hop: hop == 1)

    return Situation(name.situation, make)


def environment(scene: Scene) -> None:
    session = scene.pulumi("pulumi-esc", role="pulumi-esc")
    name = f"web/e{scene.number}"
    scene.root(session, f"pulumi:environments:org:acme:env:{name}", "aws:acme")
    scene.acts(session, truth.of_environment("acme", name, scene.configuration))


def lookalike(scene: Scene) -> None:
    """A person, whose own session nobody vouches for, gives a session a name like Pulumi's."""
    person = scene.session(f"person-{scene.number}", role="admin")
    session = scene.buys(person, None, f"pulumi-{records.event_id(scene.rng)}")
    scene.acts(session, truth.suspect("ISSUANCE_MISSING"))


def refused(scene: Scene) -> None:
    """An issuance that AWS refused is nobody's call; clients try again."""
    session = scene.pulumi(f"web-v{scene.number}")
    for _ in range(5):
        record = records.root(scene.rng, session, scene.deployment().subject, "acme")
        scene.deliver(record | {"errorCode": "AccessDenied", "responseElements": None})


SITUATIONS = [
    deploys(BY_ID), deploys(BY_VERSION), deploys(STATIC_NAME), Situation("ESC", environment),
    Situation("look-alike", lookalike), Situation("refused issuance", refused),
]

"""Situations of the sessions that deployments' tokens buy: all ways to name them."""

from __future__ import annotations

from names import COPIED, ID_IN_NAME, ONLY_ID, SESSION_NAMES, STATIC_NAME, SessionName
from scene import Scene, Situation


def named(name: SessionName) -> Situation:
    def make(scene: Scene) -> None:
        scene.acts(*scene.deployed(name))

    return Situation(name.situation, make)


def stated(name: SessionName) -> Situation:
    """No issuance, but the provider in the session's calls."""
    def make(scene: Scene) -> None:
        scene.acts(*scene.stated(name))

    return Situation(f"issuance missing, {name.situation}", make)


def foreign(scene: Scene) -> None:
    """Any organization in the world gets tokens of the same issuer."""
    deployment = scene.deployment("evilcorp")
    session = scene.pulumi(ID_IN_NAME.text(deployment))
    scene.root(session, deployment.subject, "evilcorp")
    scene.acts(session, scene.signed(deployment, ID_IN_NAME))


def foreign_stated(scene: Scene) -> None:
    deployment = scene.deployment("evilcorp")
    scene.acts(scene.pulumi(ID_IN_NAME.text(deployment)), scene.unsigned(deployment, ID_IN_NAME))


def concurrent(scene: Scene) -> None:
    """Concurrent sessions of one static name and one role, told apart by key and by creation date."""
    sessions = [scene.deployed(STATIC_NAME, issued=scene.later(20 * number, 20 * number + 19)) for number in range(3)]
    for session, true in sessions:
        scene.acts(session, true)
        scene.by_service(session, true)


def copied_from_another_organization(scene: Scene) -> None:
    """A name that begins with another organization contradicts the subject if that is an own one, or if a template reads it."""
    deployment = scene.deployment()
    text = f"my-org-api-prodcopied-{deployment.id}"
    is_read = bool(scene.configuration.templates) or "my-org" in scene.configuration.organizations
    name = SessionName("", lambda _: text, COPIED, COPIED if is_read else ONLY_ID)
    session = scene.pulumi(text)
    scene.root(session, deployment.subject)
    scene.acts(session, scene.signed(deployment, name))


SITUATIONS = [
    *(named(name) for name in SESSION_NAMES),
    *(stated(name) for name in SESSION_NAMES),
    Situation("foreign organization", foreign),
    Situation("issuance missing, foreign organization", foreign_stated),
    Situation("copied name with id, of another own organization", copied_from_another_organization),
    Situation("concurrent sessions of a static name", concurrent),
]

"""Situations in which several roots state one id, or one version: settings that people copied, foretold, or wrote as literals."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Callable

import records
import truth
from names import BY_SITUATION, ID_IN_NAME, ONLY_ID, OPERATIONS, VERSION_IN_NAME, SessionName
from records import Session
from scene import Scene, Situation
from situations.impostors import GITHUB, SUBJECTS
from truth import Deployment, Truth

LIFETIME = 3600
# Names that say nothing of the stack, so that a copy contradicts nothing.
WITH_ID = [
    BY_SITUATION[name] for name in ("version and id in name", "id in a name of no template", "well-known name with id")]
WITH_VERSION = [
    BY_SITUATION[name] for name in (
        "version in name", "operation in name", "name that fits two templates", "version and all names",
        "version of 20 digits")]


def other_stack(scene: Scene, deployment: Deployment) -> Deployment:
    return dataclasses.replace(scene.deployment(), id=deployment.id, version=deployment.version)


def other_operation(scene: Scene, deployment: Deployment) -> Deployment:
    others = [operation for operation in OPERATIONS if operation != deployment.operation]
    return dataclasses.replace(deployment, operation=scene.rng.choice(others))


def same(_: Scene, deployment: Deployment) -> Deployment:
    return deployment


def began(scene: Scene, deployment: Deployment, text: str, seconds: int, role: str = "pulumi-deploy") -> Session:
    """A root session of the deployment, under that name, so many seconds after the scene's time."""
    session = scene.pulumi(text, issued=scene.time + timedelta(seconds=seconds), role=role)
    scene.root(session, deployment.subject, deployment.organization)
    return session


def acts(scene: Scene, session: Session, true: Truth) -> None:
    """By key, by a service, and below."""
    scene.chain(session, true, 1)
    scene.by_service(session, true)


def version_of(true: Truth, is_reused: bool) -> Truth:
    return true.version_reused() if is_reused else true


def copied(situation: str, copy: Callable[[Scene, Deployment], Deployment], seconds: int, reuses_version: bool) -> Situation:
    """A copy states the id after another root did: the first one keeps it."""
    def make(scene: Scene) -> None:
        name = scene.rng.choice(WITH_ID)
        first = scene.deployment()
        second = copy(scene, first)
        text = name.text(first)
        acts(scene, began(scene, first, text, 0), version_of(scene.signed(first, name), reuses_version))
        acts(scene, began(scene, second, text, seconds), version_of(scene.signed(second, name), reuses_version).copied())

    return Situation(f"id copied by {situation}", make)


def copied_within_seconds(
    situation: str, copy: Callable[[Scene, Deployment], Deployment], seconds: int, reuses_version: bool
) -> Situation:
    """Nothing tells which of the two had it first, so none has it, nor who bought again for the same deployment."""
    def make(scene: Scene) -> None:
        name = scene.rng.choice(WITH_ID)
        first = scene.deployment()
        second = copy(scene, first)
        text = name.text(first)
        for deployment, after, role in ((first, 0, "one"), (second, seconds, "other"), (first, 900, "one")):
            true = version_of(scene.signed(deployment, name), reuses_version)
            acts(scene, began(scene, deployment, text, after, role), true.copied())

    return Situation(f"id copied within 5 s by {situation}", make)


def bought_again(scene: Scene) -> None:
    """A deployment buys again while one of its sessions runs; what began at the end of the last is a copy."""
    name = scene.rng.choice(WITH_ID)
    deployment = scene.deployment()
    text = name.text(deployment)
    true = scene.signed(deployment, name)
    is_copied = scene.rng.random() < 0.5
    for seconds in (0, 2, LIFETIME - 1, LIFETIME + 1000):
        acts(scene, began(scene, deployment, text, seconds), version_of(true, is_copied))
    if is_copied:
        acts(scene, began(scene, deployment, text, 2 * LIFETIME + 1000), version_of(true, True).copied())


def copied_in_capitals(scene: Scene) -> None:
    deployment = scene.deployment()
    copier = other_stack(scene, deployment)
    name = BY_SITUATION["id in a name of no template"]
    acts(scene, began(scene, deployment, name.text(deployment), 0), scene.signed(deployment, name))
    capitals = dataclasses.replace(copier, id=deployment.id.upper())
    acts(scene, began(scene, copier, name.text(capitals), 400), scene.signed(copier, name).copied())


def contradicting(scene: Scene) -> None:
    """A name that says another stack states nothing, so that it takes nothing from the deployment, be it earlier or later."""
    deployment = scene.deployment()
    text = ID_IN_NAME.text(deployment)
    copier = dataclasses.replace(deployment, stack="prodcopied")
    copy = BY_SITUATION["copied name with id"]
    seconds = scene.rng.choice([-300, -3, 3, 300, 5000])
    acts(scene, began(scene, deployment, text, 0), scene.signed(deployment, ID_IN_NAME))
    acts(scene, began(scene, copier, text, seconds), scene.signed(copier, copy))


def of_no_deployment(scene: Scene) -> None:
    """Who had it before owns nothing: ESC, another provider, a person, a refused and a missing issuance."""
    name = scene.rng.choice(WITH_ID)
    deployment = scene.deployment()
    text = name.text(deployment)
    acts(scene, began(scene, deployment, text, 0), scene.signed(deployment, name))
    before = scene.time - timedelta(seconds=scene.rng.choice([2, 400]))

    environment = scene.pulumi(text, role="esc", issued=before)
    scene.root(environment, "pulumi:environments:org:acme:env:web/dev", "aws:acme")
    scene.acts(environment, truth.of_environment("acme", "web/dev", scene.configuration))
    build = scene.session(text, GITHUB, role="build", issued=before)
    scene.root(build, SUBJECTS[GITHUB], "sts.amazonaws.com")
    scene.acts(build, scene.looks_so(name))
    person = scene.session(text, role="person", issued=before)
    scene.deliver(records.link_by_user(scene.rng, person))
    scene.acts(person, scene.looks_so(name))
    refused = scene.pulumi(text, role="refused", issued=before)
    record = records.root(scene.rng, refused, scene.deployment().subject, "acme")
    scene.deliver(record | {"errorCode": "AccessDenied", "errorMessage": "…", "responseElements": None})
    missing = scene.pulumi(text, role="missing", issued=before)
    scene.acts(missing, scene.unsigned(deployment, name))


def literal(scene: Scene) -> None:
    """A literal with a UUID of its own looks like an id, until a second run says the same."""
    deployment = scene.deployment()
    name = SessionName("", lambda _: f"tenant-{deployment.id}", ONLY_ID, ONLY_ID)
    text = name.text(deployment)
    acts(scene, began(scene, deployment, text, 0), scene.signed(deployment, name))
    later = dataclasses.replace(deployment, version=deployment.version + 1)
    elsewhere = other_stack(scene, deployment)
    for run, seconds in ((later, LIFETIME + 60), (elsewhere, 6), (later, 5 * LIFETIME)):
        if scene.rng.random() < 0.7:
            acts(scene, began(scene, run, text, seconds), scene.signed(run, name).copied())


def version(situation: str, again: Callable[[Scene, Deployment], Deployment], seconds: int, is_reused: bool) -> Situation:
    """Two roots state one version; if they cannot be one deployment of one stack, none of them keeps it."""
    def make(scene: Scene) -> None:
        name = scene.rng.choice(WITH_VERSION)
        first = name.suits(scene.rng, scene.deployment())
        second = again(scene, first)
        if second.stack != first.stack:
            second = dataclasses.replace(name.suits(scene.rng, second), version=first.version)
        for run, after, role in ((first, 0, "one"), (second, seconds, "other")):
            session = began(scene, run, name.text(run), after, role)
            acts(scene, session, version_of(scene.signed(run, name), is_reused))

    return Situation(f"version stated {situation}", make)


def version_beside_ids(scene: Scene) -> None:
    """Two operations, each with an id of its own, say one version: the ids stay."""
    name = BY_SITUATION["version and id in name"]
    first = scene.deployment()
    second = dataclasses.replace(other_operation(scene, first), id=records.event_id(scene.rng))
    for run, seconds in ((first, 0), (second, scene.rng.choice([0, 30, 9000]))):
        acts(scene, began(scene, run, name.text(run), seconds), scene.signed(run, name).version_reused())


def version_of_missing(scene: Scene) -> None:
    """A root whose issuance is missing states nothing against the one that is known."""
    name = BY_SITUATION["version and all names"]
    deployment = name.suits(scene.rng, scene.deployment())
    acts(scene, began(scene, deployment, name.text(deployment), 0), scene.signed(deployment, name))
    missing = scene.pulumi(name.text(deployment), role="another", issued=scene.time + timedelta(seconds=LIFETIME + 9))
    scene.acts(missing, scene.unsigned(deployment, name))


def version_foretold(scene: Scene) -> None:
    """A preview that says the version that its stack's next update will have, long before."""
    update = dataclasses.replace(scene.deployment(), operation="update")
    foretold = dataclasses.replace(update, operation="preview")
    for run, seconds in ((foretold, 0), (update, 4 * LIFETIME), (update, 4 * LIFETIME + 60)):
        session = began(scene, run, VERSION_IN_NAME.text(run), seconds)
        acts(scene, session, scene.signed(run, VERSION_IN_NAME).version_reused())


SITUATIONS = [
    copied("another stack", other_stack, 400, reuses_version=False),
    copied("another stack, after the end", other_stack, LIFETIME + 400, reuses_version=False),
    copied("another stack, six seconds later", other_stack, 6, reuses_version=False),
    copied("another operation", other_operation, 400, reuses_version=True),
    copied("another operation, after the end", other_operation, LIFETIME + 400, reuses_version=True),
    copied("a later run", same, LIFETIME + 400, reuses_version=True),
    copied("a later run, at the end", same, LIFETIME, reuses_version=True),
    copied_within_seconds("another stack", other_stack, 5, reuses_version=False),
    copied_within_seconds("another stack, in the same second", other_stack, 0, reuses_version=False),
    copied_within_seconds("another operation", other_operation, 3, reuses_version=True),
    Situation("id bought again", bought_again),
    Situation("id copied in capitals", copied_in_capitals),
    Situation("id in a name that says another stack", contradicting),
    Situation("id stated by no deployment before", of_no_deployment),
    Situation("id that is a literal", literal),
    version("by two operations", other_operation, 100, is_reused=True),
    version("by two operations in one second", other_operation, 0, is_reused=True),
    version("by two operations, hours apart", other_operation, 40_000, is_reused=True),
    version("again while running", same, LIFETIME - 1, is_reused=False),
    version("again at the end", same, LIFETIME, is_reused=True),
    version("again after the end", same, LIFETIME + 100, is_reused=True),
    version("by another stack", other_stack, 100, is_reused=False),
    Situation("version stated by two operations with ids", version_beside_ids),
    Situation("version stated by a missing issuance", version_of_missing),
    Situation("version foretold", version_foretold),
]

"""Situations of the sessions that Pulumi's tokens buy: all ways to name them, other subjects, other providers."""

from __future__ import annotations

import records
import truth
from names import ID_IN_NAME, SESSION_NAMES, STATIC_NAME, SessionName
from scene import Scene, Situation
from truth import Truth


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


def environment(form: str, subject: str, name: str, audience: str = "aws:{org}", organization: str = "acme") -> Situation:
    """An ESC session, under a name of its own or under one that looks like a deployment's."""
    def make(scene: Scene) -> None:
        values = {"org": organization, "number": scene.number}
        deployment = scene.deployment(organization)
        session = scene.pulumi(scene.rng.choice(["pulumi-esc", ID_IN_NAME.text(deployment), "prod-v7"]), role="pulumi-esc")
        scene.root(session, subject.format(**values), audience.format(**values))
        scene.acts(session, truth.of_environment(organization, name.format(**values), scene.configuration))

    return Situation(f"ESC, {form}", make)


def unknown_subject(organization: str, form: str) -> Situation:
    """Pulumi signed something that no documentation shows: it names neither stack nor environment."""
    def make(scene: Scene) -> None:
        session = scene.pulumi(ID_IN_NAME.text(scene.deployment()))
        scene.root(session, form.format(org=organization), organization)
        is_foreign = scene.configuration.is_foreign(organization)
        scene.acts(session, Truth("STACK", "PROVEN", {}, frozenset({"FOREIGN_ORGANIZATION"} if is_foreign else ())))

    return Situation(f"unknown subject of {organization}: {form}", make)


def partition(partition: str) -> Situation:
    """The same provider, in another partition of AWS."""
    def make(scene: Scene) -> None:
        deployment = scene.deployment()
        session = scene.pulumi(ID_IN_NAME.text(deployment), partition=partition)
        root = records.root(scene.rng, session, deployment.subject, deployment.organization)
        scene.deliver(records.in_partition(root, partition))
        for _ in range(scene.rng.choice(scene.calls)):
            call = records.in_partition(scene.call(session), partition)
            scene.tell(call, scene.signed(deployment, ID_IN_NAME))

    return Situation(f"partition {partition}", make)


def concurrent(scene: Scene) -> None:
    """Concurrent sessions of one static name and one role, told apart by key and by creation date."""
    sessions = [scene.deployed(STATIC_NAME, issued=scene.later(20 * number, 20 * number + 19)) for number in range(3)]
    for session, true in sessions:
        scene.acts(session, true)
        by_service = scene.call(session)
        records.by_service(scene.rng, by_service)
        scene.tell(by_service, true)


SITUATIONS = [
    *(named(name) for name in SESSION_NAMES),
    *(stated(name) for name in SESSION_NAMES),
    Situation("foreign organization", foreign),
    Situation("issuance missing, foreign organization", foreign_stated),
    environment("project and environment", "pulumi:environments:org:{org}:env:web/e{number}", "web/e{number}"),
    environment("environment only", "pulumi:environments:org:{org}:env:e{number}", "e{number}", "{org}"),
    environment("<yaml>", "pulumi:environments:org:{org}:env:<yaml>", "<yaml>"),
    environment(
        "attributes", "pulumi:environments:pulumi.organization.login:{org}:currentEnvironment.name:web/e{number}",
        "web/e{number}"),
    environment(
        "all attributes",
        "pulumi:environments:pulumi.organization.login:{org}:currentEnvironment.name:web/e{number}"
        ":rootEnvironment.name:web/root:pulumi.user.login:alice", "web/e{number}"),
    environment(
        "attributes and user",
        "pulumi:environments:pulumi.organization.login:{org}:currentEnvironment.name:web/e{number}:pulumi.user.login:alice",
        "web/e{number}"),
    environment(
        "foreign organization", "pulumi:environments:org:{org}:env:web/e{number}", "web/e{number}",
        organization="evilcorp"),
    unknown_subject("acme", "pulumi:insights:org:{org}:account:prod"),
    unknown_subject("acme", "pulumi:deploy:org:{org}:project:web:stack:prod:operation:update:scope:read"),
    unknown_subject("evilcorp", "pulumi:insights:org:{org}:account:prod"),
    partition("aws-cn"), partition("aws-us-gov"),
    Situation("concurrent sessions of a static name", concurrent),
]

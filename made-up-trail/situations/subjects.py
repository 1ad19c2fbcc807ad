"""Situations of Pulumi's other subjects, environments, customer-managed keys and unknown ones; and of other partitions."""

from __future__ import annotations

from itertools import permutations
from typing import Callable

import alterations
import records
import truth
from names import ID_IN_NAME, STATIC_NAME
from scene import Scene, Situation
from truth import Truth

PARTITIONS = ("aws-cn", "aws-us-gov", "aws-eusc", "aws-iso-b")
ATTRIBUTES = {
    "environment": ("currentEnvironment.name", "web/e{number}"),
    "root": ("rootEnvironment.name", "base/login"),
    "user": ("pulumi.user.login", "jane"),
}
ORGANIZATION = "pulumi:environments:pulumi.organization.login:{org}"


def signed(situation: str, subject: str, audience: str, true: Callable[[Scene], Truth], organization: str = "acme") -> Situation:
    """A session of that subject, under a name of its own or under one that looks like a deployment's."""
    def make(scene: Scene) -> None:
        values = {"org": organization, "number": scene.number}
        text = scene.rng.choice(["pulumi-esc", "prod-v7", *(
            name.text(scene.deployment(organization)) for name in (ID_IN_NAME, STATIC_NAME))])
        session = scene.pulumi(text, role="pulumi-esc")
        scene.root(session, subject.format(**values), audience.format(**values))
        scene.chain(session, true(scene), scene.rng.randrange(2))

    return Situation(situation, make)


def environment(form: str, subject: str, name: str, audience: str = "aws:{org}", organization: str = "acme") -> Situation:
    return signed(
        f"ESC, {form}", subject, audience,
        lambda scene: truth.of_environment(organization, name.format(number=scene.number), scene.configuration), organization)


def attributes(order: tuple[str, ...], more: tuple[str, ...] = (), form: str = "") -> Situation:
    """An environment of which the subject tells these attributes in this order, and those that name nothing."""
    stated = [":".join(ATTRIBUTES[name]) for name in order]
    subject = ":".join([ORGANIZATION, *stated, *more])

    def true(scene: Scene) -> Truth:
        values = {name: ATTRIBUTES[name][1].format(number=scene.number) for name in order}
        return truth.of_environment(
            "acme", values.get("environment", ""), scene.configuration, values.get("root", ""), values.get("user", ""))

    return signed(f"ESC, attributes: {form or ', '.join(order) or 'none'}", subject, "aws:{org}", true)


def pulumi(situation: str, subject: str, audience: str = "aws:{org}", organization: str = "acme") -> Situation:
    """Pulumi signed it, and it names neither stack nor environment, but perhaps the organization, which the audience names."""
    return signed(
        situation, subject, audience,
        lambda scene: truth.of_pulumi(organization, scene.configuration), organization)


def unknown(form: str, subject: str, audience: str = "{org}", organization: str = "acme") -> Situation:
    return pulumi(f"unknown subject, {form}", subject, audience, organization)


def partition(partition: str) -> Situation:
    """The same provider, in another partition of AWS; the issuance of one of the two is missing."""
    def make(scene: Scene) -> None:
        deployment = scene.deployment()
        session = scene.pulumi(ID_IN_NAME.text(deployment), partition=partition)
        root = records.root(scene.rng, session, deployment.subject, deployment.organization)
        scene.deliver(alterations.in_partition(root, partition))
        lost = scene.deployment()
        unknown = scene.pulumi(ID_IN_NAME.text(lost), partition=partition)
        for signer, true in (
            (session, scene.signed(deployment, ID_IN_NAME)), (unknown, scene.unsigned(lost, ID_IN_NAME))):
            for _ in range(scene.rng.choice(scene.calls)):
                scene.tell(alterations.in_partition(scene.call(signer), partition), true)

    return Situation(f"partition {partition}", make)


SITUATIONS = [
    environment("project and environment", "pulumi:environments:org:{org}:env:web/e{number}", "web/e{number}"),
    environment("environment only", "pulumi:environments:org:{org}:env:e{number}", "e{number}", "{org}"),
    environment("<yaml>", "pulumi:environments:org:{org}:env:<yaml>", "<yaml>"),
    environment(
        "foreign organization", "pulumi:environments:org:{org}:env:web/e{number}", "web/e{number}",
        organization="evilcorp"),
    *(attributes(order) for length in range(len(ATTRIBUTES) + 1) for order in permutations(ATTRIBUTES, length)),
    attributes(("environment",), ("pulumi.organization.login:{org}",), "environment, the organization again"),
    attributes(("user", "root"), ("pulumi.organization.login:{org}",), "user, root, the organization again"),
    attributes(("environment",), ("somethingNew.name:x/y",), "environment and an unknown one"),
    pulumi(
        "ESC, attributes: two organizations",
        f"{ORGANIZATION}:currentEnvironment.name:web/dev:pulumi.organization.login:evilcorp"),
    pulumi(
        "ESC, attributes: two environments",
        f"{ORGANIZATION}:currentEnvironment.name:web/dev:currentEnvironment.name:web/prod"),
    pulumi("customer-managed key", "pulumi:cmk:pulumi.organization.login:{org}"),
    pulumi("customer-managed key, foreign organization", "pulumi:cmk:pulumi.organization.login:{org}", organization="evilcorp"),
    unknown("insights", "pulumi:insights:org:{org}:account:prod"),
    unknown("insights, aws: before the audience", "pulumi:insights:org:{org}:account:prod", "aws:{org}"),
    unknown("another scope", "pulumi:deploy:org:{org}:project:web:stack:prod:operation:update:scope:read"),
    unknown("foreign organization", "pulumi:insights:org:{org}:account:prod", organization="evilcorp"),
    *(partition(name) for name in PARTITIONS),
]

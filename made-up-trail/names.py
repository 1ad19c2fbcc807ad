"""Session names as Pulumi renders them and as people write them, each with what a reader may conclude from it."""

from __future__ import annotations

import dataclasses
import random
import re
from dataclasses import dataclass
from typing import Callable

import records
from truth import NAMES, Deployment, Reading, Says

LONGEST = 64
OPERATIONS = ("update", "preview", "refresh", "destroy", "detect-drift", "remediate-drift")

FULL = "${organization.name}-${project.name}-${stack.name}-${deployment.id}"
BOTH = "pulumi-${deployment.version}-${deployment.id}"
VERSION = "${stack.name}-v${deployment.version}"
PROJECT = "${project.name}-${stack.name}-v${deployment.version}"
OPERATION = "${project.name}.${stack.name}.${deployment.operation}.${deployment.version}"
# No name holds a plus sign, so this one can be split.
ALL_NAMES = "${organization.name}+${project.name}+${stack.name}+${deployment.version}"
LITERAL = "pulumi-deployments"
TEMPLATES = (FULL, BOTH, VERSION, PROJECT, OPERATION, ALL_NAMES, LITERAL)

STATIC = Says(warnings=("STATIC_NAME",))
ID = Says(("id",))


@dataclass(frozen=True)
class SessionName:
    """A way to name sessions: which deployments it suits, the name, and its reading with `TEMPLATES` and with none.

    `says` gives the deployment that the name speaks of, which may be another than its own.
    """

    situation: str
    text: Callable[[Deployment], str]
    configured: Reading
    none: Reading
    suits: Callable[[random.Random, Deployment], Deployment] = lambda _, deployment: deployment
    says: Callable[[Deployment], Deployment] = lambda deployment: deployment

    def reading(self, templates: tuple[str, ...]) -> Reading:
        return self.configured if templates else self.none


def rendered(template: str, deployment: Deployment, share: bool = False) -> str:
    """The name that Pulumi makes: too long a one has its three names cut to one length, `share` gives back what is left over."""
    values = {
        "organization.name": deployment.organization, "project.name": deployment.project,
        "stack.name": deployment.stack, "deployment.operation": deployment.operation,
        "deployment.version": str(deployment.version), "deployment.id": deployment.id,
    }
    cut = [word for word in ("organization.name", "project.name", "stack.name") if f"${{{word}}}" in template]
    whole = filled(template, values)
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(filled(template, values | dict.fromkeys(cut, "")))
    length = max(cap for cap in range(room + 1) if sum(min(cap, len(values[word])) for word in cut) <= room)
    lengths = {word: min(length, len(values[word])) for word in cut}
    spare = room - sum(lengths.values()) if share else 0
    for word in cut:
        if spare and len(values[word]) > length:
            lengths[word] += 1
            spare -= 1
    return filled(template, values | {word: values[word][:lengths[word]] for word in cut})


def filled(template: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{([a-z.]+)\}", lambda variable: values[variable[1]], template)


def word(rng: random.Random, length: int) -> str:
    """Lower-case letters that no template has, so that a name has no reading by chance."""
    return "".join(rng.choice("abcdefghjkmnqrstwxyz") for _ in range(length))


def named(organization: int = 0, project: int = 0, stack: int = 0) -> Callable[[random.Random, Deployment], Deployment]:
    """Gives a deployment names of these lengths, 0 for as they are."""
    lengths = {"organization": organization, "project": project, "stack": stack}

    def suited(rng: random.Random, deployment: Deployment) -> Deployment:
        words = {name: word(rng, length) for name, length in lengths.items() if length}
        return dataclasses.replace(deployment, **words)

    return suited


def dashed(rng: random.Random, deployment: Deployment) -> Deployment:
    names = {"organization": "my-org", "project": f"{word(rng, 1)}.{word(rng, 2)}-x", "stack": f"{word(rng, 2)}_1-b.c"}
    return dataclasses.replace(deployment, **names)


def uuid_stack(rng: random.Random, deployment: Deployment) -> Deployment:
    return dataclasses.replace(deployment, stack=records.event_id(rng))


def documented(rng: random.Random, deployment: Deployment) -> Deployment:
    """Pulumi's own example; two of its projects are trimmed to the same text."""
    project = rng.choice(["test-nocode-rtct-3", "test-nocode-rtct-4"])
    return dataclasses.replace(deployment, organization="pulumi-local", project=project, stack="dev")


def unknown_operation(rng: random.Random, deployment: Deployment) -> Deployment:
    return dataclasses.replace(deployment, operation=rng.choice(["import", "state-upgrade"]))


def elsewhere(deployment: Deployment) -> Deployment:
    """Another stack's deployment, whose name somebody copied."""
    return dataclasses.replace(deployment, stack="prodcopied")


def like_a_version(rng: random.Random, deployment: Deployment) -> Deployment:
    return dataclasses.replace(deployment, stack=f"{word(rng, 3)}-v{rng.randrange(1, 99)}")


def many_digits(rng: random.Random, deployment: Deployment) -> Deployment:
    """A version that no 64 bits hold: whoever may edit a session name may write one."""
    return dataclasses.replace(deployment, version=rng.randrange(10**19, 10**20))


def another_project(deployment: Deployment) -> Deployment:
    return dataclasses.replace(deployment, project="api")


def another_stack(deployment: Deployment) -> Deployment:
    """Of another project, too."""
    return dataclasses.replace(deployment, project="api", stack="prodcopied")


def another_long_stack(deployment: Deployment) -> Deployment:
    """One whose name with all names is cut as Pulumi cuts it."""
    return dataclasses.replace(deployment, project="another-project-9", stack="prodcopied")


def another_organization(deployment: Deployment) -> Deployment:
    return dataclasses.replace(deployment, organization="other")


def version_for_stack(deployment: Deployment) -> Deployment:
    """What a template of organization, project, version and id looks like to one with the stack in the version's place."""
    return dataclasses.replace(deployment, stack=f"v{deployment.version}")


def one_digit(rng: random.Random, deployment: Deployment) -> Deployment:
    """A stack whose name stands in most UUIDs."""
    return dataclasses.replace(deployment, stack=rng.choice("0123456789abcdef"))


def cut_short(deployment: Deployment) -> Deployment:
    """A project that somebody cut, though the whole name has room in 64 characters."""
    return dataclasses.replace(deployment, project=deployment.project[:-2])


def cut_unevenly(deployment: Deployment) -> Deployment:
    """Names of 14 and 16 letters, cut to 7 and 13, where Pulumi cuts both to 10."""
    return dataclasses.replace(deployment, project=deployment.project[:7], stack=deployment.stack[:13])


def two_uuids(deployment: Deployment) -> str:
    """64 characters in which the last digits of one UUID are the first of another."""
    return f"{deployment.id}-{deployment.id[9:]}"


CUT_ID = Reading(Says(("id",), ("NAME_TRUNCATED",)), Says(("id",), ("NAME_TRUNCATED",)), True)
ONLY_ID = Reading(ID, ID)
# A number stands in it, which may be a version: nothing is known, and so not that the name is static.
UNREAD = Reading(Says())
WELL_KNOWN_ID = Reading(ID, ID, True)
CONTRADICTS = Says(warnings=("NAME_CONTRADICTS_SUBJECT",))
# Nothing tells a copy from a name of another template, so the id is a clue.
PERHAPS_COPIED = Reading(Says(), ID, True)
COPIED = Reading(CONTRADICTS, ID, True)

SESSION_NAMES = (
    SessionName("id in name", lambda d: rendered(FULL, d), Reading(ID, Says((*NAMES, "id")), True), WELL_KNOWN_ID),
    SessionName(
        "version in name", lambda d: rendered(VERSION, d),
        Reading(Says(("version",)), Says(("stack", "version")), True), UNREAD),
    SessionName(
        "version and id in name", lambda d: rendered(BOTH, d),
        Reading(Says(("version", "id")), Says(("version", "id")), True), ONLY_ID),
    SessionName(
        "operation in name", lambda d: rendered(OPERATION, d),
        Reading(Says(("version",)), Says(("project", "stack", "operation", "version")), True), UNREAD),
    SessionName(
        "unknown operation in name", lambda d: rendered(OPERATION, d),
        Reading(Says(("version",))), UNREAD, unknown_operation),
    # Both templates say the version; alone, the stack may be `web-prod` or `prod`.
    SessionName(
        "name that fits two templates", lambda d: rendered(PROJECT, d),
        Reading(Says(("version",)), Says(("version",)), True), UNREAD),
    SessionName(
        "version and all names", lambda d: rendered(ALL_NAMES, d),
        Reading(Says(("version",)), Says((*NAMES, "version")), True), UNREAD, dashed),
    SessionName(
        "version and all names, trimmed", lambda d: rendered(ALL_NAMES, d, share=True),
        Reading(Says(("version",), ("NAME_TRUNCATED",)), Says(("version",), ("NAME_TRUNCATED",)), True), UNREAD,
        named(project=40, stack=30)),
    SessionName(
        "copied name with all names", lambda d: rendered(ALL_NAMES, elsewhere(d)),
        Reading(CONTRADICTS, Says((*NAMES, "version")), True), UNREAD, says=elsewhere),
    SessionName(
        "stack that ends like a version", lambda d: rendered(VERSION, d),
        Reading(Says(("version",)), Says(("version",)), True), UNREAD, like_a_version),
    SessionName(
        "version of 20 digits", lambda d: rendered(VERSION, d),
        Reading(Says(("version",)), Says(("stack", "version")), True), UNREAD, many_digits),
    SessionName("version with a zero before it", lambda d: f"{d.stack}-v0{d.version}", UNREAD, UNREAD),
    SessionName("static name", lambda d: LITERAL, Reading(STATIC, STATIC, True), Reading(STATIC, Says(), True)),
    SessionName("well-known static name", lambda d: "pulumi-deploy", Reading(STATIC), Reading(STATIC, Says(), True)),
    SessionName("static name of people", lambda d: "ci,deploy=web@acme", Reading(STATIC), Reading(STATIC)),
    SessionName("id in a name of no template", lambda d: f"ci_{d.id}", ONLY_ID, ONLY_ID),
    SessionName("well-known name with id", lambda d: f"pulumi-{d.id}", ONLY_ID, WELL_KNOWN_ID),
    SessionName("two UUIDs", two_uuids, Reading(Says()), Reading(Says())),
    SessionName(
        "trimmed name", lambda d: rendered(FULL, d), CUT_ID, WELL_KNOWN_ID, named(project=14, stack=16)),
    SessionName(
        "trimmed name with shared remainder", lambda d: rendered(FULL, d, share=True), CUT_ID, WELL_KNOWN_ID,
        named(project=14, stack=16)),
    SessionName("documented trimmed name", lambda d: rendered(FULL, d), CUT_ID, WELL_KNOWN_ID, documented),
    # A name of 62 characters and more may have been cut, for all that one sees; the subject tells that it was not.
    SessionName(
        "whole name of 64 characters", lambda d: rendered(FULL, d),
        Reading(ID, CUT_ID.alone, True), WELL_KNOWN_ID, named(4, 10, 11)),
    SessionName(
        "whole name of 62 characters", lambda d: rendered(FULL, d),
        Reading(ID, CUT_ID.alone, True), WELL_KNOWN_ID, named(4, 8, 11)),
    SessionName(
        "whole name of 61 characters", lambda d: rendered(FULL, d),
        Reading(ID, Says((*NAMES, "id")), True), WELL_KNOWN_ID, named(4, 8, 10)),
    SessionName("dashes and dots", lambda d: rendered(FULL, d), Reading(ID, ID, True), WELL_KNOWN_ID, dashed),
    # Alone, and with no template, such a stack cannot be told from an id.
    SessionName(
        "stack that is a UUID", lambda d: rendered(VERSION, d),
        Reading(Says(("version",)), Says(("version",)), True), Reading(Says(), ID), uuid_stack,
        lambda d: dataclasses.replace(d, id=d.stack)),
    SessionName(
        "trimmed stack that is a UUID", lambda d: rendered(FULL, d), CUT_ID, WELL_KNOWN_ID, uuid_stack),
    SessionName(
        "name that is cut though short", lambda d: rendered(FULL, cut_short(d)),
        Reading(CONTRADICTS, Says((*NAMES, "id")), True), PERHAPS_COPIED, says=cut_short),
    SessionName(
        "name that is cut unevenly", lambda d: rendered(FULL, cut_unevenly(d)),
        Reading(CONTRADICTS, CUT_ID.alone, True), COPIED, named(project=14, stack=16)),
    SessionName(
        "copied name with id", lambda d: rendered(FULL, elsewhere(d)),
        Reading(CONTRADICTS, Says((*NAMES, "id")), True), PERHAPS_COPIED, says=elsewhere),
    SessionName(
        "copied name with id, of another project", lambda d: rendered(FULL, another_project(d)),
        Reading(CONTRADICTS, Says((*NAMES, "id")), True), PERHAPS_COPIED, says=another_project),
    SessionName(
        "copied name with id, of another project and stack", lambda d: rendered(FULL, another_stack(d)),
        Reading(CONTRADICTS, Says((*NAMES, "id")), True), COPIED, says=another_stack),
    SessionName(
        "copied name with id, trimmed", lambda d: rendered(FULL, another_long_stack(d)),
        Reading(CONTRADICTS, CUT_ID.alone, True), COPIED, documented),
    SessionName(
        "name with id and with another organization", lambda d: rendered(FULL, another_organization(d)),
        Reading(CONTRADICTS, Says((*NAMES, "id")), True), WELL_KNOWN_ID, says=another_organization),
    # Alone, `my-org-web-prod` is split in several ways.
    SessionName(
        "name with id and with another own organization", lambda d: f"my-org-{d.project}-{d.stack}-{d.id}",
        COPIED, WELL_KNOWN_ID),
    SessionName(
        "name of another template with all names", lambda d: f"{d.organization}-{d.project}-ci-{d.stack}-{d.id}",
        COPIED, WELL_KNOWN_ID),
    SessionName(
        "name of another template without stack", lambda d: rendered(FULL, version_for_stack(d)),
        Reading(CONTRADICTS, Says((*NAMES, "id")), True), PERHAPS_COPIED, says=version_for_stack),
    SessionName(
        "stack of one digit", lambda d: rendered(FULL, d),
        Reading(ID, Says((*NAMES, "id")), True), WELL_KNOWN_ID, one_digit),
    SessionName(
        "stack of one digit that the name does not hold", lambda d: f"pulumi-{d.id}", ONLY_ID, WELL_KNOWN_ID, one_digit),
    SessionName(
        "copied name with version", lambda d: rendered(VERSION, elsewhere(d)),
        Reading(CONTRADICTS, Says(("stack", "version")), True), UNREAD, says=elsewhere),
)

BY_SITUATION = {name.situation: name for name in SESSION_NAMES}
ID_IN_NAME = BY_SITUATION["id in name"]
STATIC_NAME = BY_SITUATION["static name"]
STATIC_NAMES = [BY_SITUATION[name] for name in ("static name", "well-known static name", "static name of people")]
VERSION_IN_NAME = BY_SITUATION["version in name"]

"""What is true of a call: written down as its records are made, by the rules of docs/session-names.md and docs/architecture.md."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from records import PULUMI

NAMES = ("organization", "project", "stack")
# The fields that a session name may state, in the order in which an answer lists them.
STATED = (*NAMES, "operation", "version", "id")


@dataclass(frozen=True)
class Configuration:
    """What a reader of the trail is told, as DeployTrail's settings of these names."""

    templates: tuple[str, ...]
    organizations: tuple[str, ...]
    providers: tuple[str, ...] = (PULUMI,)

    def is_foreign(self, organization: str) -> bool:
        return bool(self.organizations) and organization not in self.organizations


@dataclass(frozen=True)
class Deployment:
    """One run of a stack."""

    organization: str
    project: str
    stack: str
    operation: str
    version: int
    id: str

    @property
    def subject(self) -> str:
        return (
            f"pulumi:deploy:org:{self.organization}:project:{self.project}:stack:{self.stack}"
            f":operation:{self.operation}:scope:write"
        )


@dataclass(frozen=True)
class Truth:
    """The answer that a call ought to get: fields of a deployment or environment, and which of them only the name states."""

    verdict: str
    confidence: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    warnings: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()

    def line(self) -> dict[str, Any]:
        """As it stands in truth.ndjson: what is absent is left out."""
        confidence = {"confidence": self.confidence} if self.confidence else {}
        stated = {"stated": [name for name in STATED if name in self.stated]} if self.stated else {}
        return {"verdict": self.verdict} | confidence | self.fields | stated | {"warnings": sorted(self.warnings)}

    def inferred(self) -> Truth:
        """The same for a call that only principal id and time tie, or that names no provider where a person could have been."""
        return dataclasses.replace(self, confidence="INFERRED") if self.confidence else self

    def warning(self, *more: str) -> Truth:
        return dataclasses.replace(self, warnings=self.warnings | set(more))

    def copied(self) -> Truth:
        """Of a root that states an id which is another's: whoever copied the id copied the version beside it."""
        return self.stack_without("version", "id").warning("ID_REUSED")

    def version_reused(self) -> Truth:
        """Of a root that states a version of which its stack has several deployments; an id still names one."""
        if "version" not in self.fields:
            return self
        return self.stack_without("version").warning("VERSION_REUSED")

    def stack_without(self, *names: str) -> Truth:
        fields = {name: value for name, value in self.fields.items() if name not in names}
        verdict = "DEPLOYMENT" if "id" in fields else "STACK"
        return dataclasses.replace(self, verdict=verdict, fields=fields, stated=self.stated - set(names))


@dataclass(frozen=True)
class Says:
    """What a session name gives: the fields that it states, and what a reader is warned of."""

    fields: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a session name gives beside its signed subject, and alone; and whether it looks like a deployment's."""

    beside: Says
    alone: Says = Says()
    presents_itself: bool = False


def of_deployment(deployment: Deployment, reading: Reading, configuration: Configuration) -> Truth:
    """Of a session whose issuance is known: the names are the subject's, id and version the name's."""
    said = dataclasses.asdict(deployment)
    stated = reading.beside.fields
    fields = {name: said[name] for name in (*NAMES, "operation", *stated)}
    warnings = frozenset(reading.beside.warnings) | foreign(deployment.organization, configuration)
    return Truth("DEPLOYMENT" if stated else "STACK", "PROVEN", fields, warnings, frozenset(stated))


def of_name(deployment: Deployment, reading: Reading, configuration: Configuration) -> Truth:
    """Of a session whose issuance is missing, while its calls name the provider: all is the name's.

    A version names a deployment only beside all names of its stack, or beside an id; else it is a clue.
    """
    said = dataclasses.asdict(deployment)
    fields = {name: said[name] for name in reading.alone.fields}
    is_one = "id" in fields or ("version" in fields and all(name in fields for name in NAMES))
    if not is_one:
        fields.pop("version", None)
    verdict = "DEPLOYMENT" if is_one else "STACK" if "stack" in fields else "PULUMI"
    warnings = {"ISSUANCE_MISSING", *reading.alone.warnings} | foreign(fields.get("organization", ""), configuration)
    return Truth(verdict, "STATED", fields, frozenset(warnings), frozenset(fields))


def of_nothing() -> Truth:
    """Of a session whose issuance is missing, while its calls name the provider and no name that counts."""
    return Truth("PULUMI", "STATED", warnings=frozenset({"ISSUANCE_MISSING"}))


def of_environment(
    organization: str, environment: str, configuration: Configuration, root: str = "", user: str = ""
) -> Truth:
    """Of a session of Pulumi ESC, whatever its name: what its subject says."""
    said = {"organization": organization, "environment": environment, "root": root, "user": user}
    fields = {name: value for name, value in said.items() if value}
    return Truth("ENVIRONMENT", "PROVEN", fields, foreign(organization, configuration))


def of_pulumi(organization: str, configuration: Configuration) -> Truth:
    """Of a session that Pulumi's provider minted, and that belongs to no stack or environment."""
    return Truth("PULUMI", "PROVEN", {"organization": organization}, foreign(organization, configuration))


def foreign(organization: str, configuration: Configuration) -> frozenset[str]:
    is_foreign = bool(organization) and configuration.is_foreign(organization)
    return frozenset({"FOREIGN_ORGANIZATION"} if is_foreign else ())


def suspect(*warnings: str) -> Truth:
    """Of a session with a deployment's name that Pulumi's provider did not mint."""
    return Truth("SUSPECT", warnings=frozenset(warnings))


def either(one: Truth, other: Truth) -> Truth:
    """Of a call that two sessions fit equally: what they agree on, as far as both are of the same kind."""
    are_environments = [true.verdict == "ENVIRONMENT" for true in (one, other)]
    agreed = dict(one.fields.items() & other.fields.items()) if len(set(are_environments)) == 1 else {}
    stated = (one.stated | other.stated) & agreed.keys()
    return Truth("AMBIGUOUS", "", agreed, one.warnings | other.warnings, stated)

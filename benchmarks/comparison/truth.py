"""What is true of a call: written down as its records are made, by the rules of docs/session-names.md and docs/architecture.md."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from records import PULUMI

NAMES = ("organization", "project", "stack")


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
    """The answer that a call ought to get; `fields` are those of the deployment or environment."""

    verdict: str
    confidence: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    warnings: frozenset[str] = frozenset()

    def line(self) -> dict[str, Any]:
        """As it stands in truth.ndjson: what is absent is left out."""
        confidence = {"confidence": self.confidence} if self.confidence else {}
        return {"verdict": self.verdict} | confidence | self.fields | {"warnings": sorted(self.warnings)}

    def inferred(self) -> Truth:
        """The same for a call that only principal id and time tie."""
        return dataclasses.replace(self, confidence="INFERRED")

    def warning(self, *more: str) -> Truth:
        return dataclasses.replace(self, warnings=self.warnings | set(more))


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
    fields = {name: said[name] for name in (*NAMES, "operation", *reading.beside.fields)}
    foreign = {"FOREIGN_ORGANIZATION"} if configuration.is_foreign(deployment.organization) else set()
    verdict = "DEPLOYMENT" if reading.beside.fields else "STACK"
    return Truth(verdict, "PROVEN", fields, frozenset({*reading.beside.warnings, *foreign}))


def of_name(deployment: Deployment, reading: Reading, configuration: Configuration) -> Truth:
    """Of a session whose issuance is missing, while its calls name the provider: all is the name's."""
    said = dataclasses.asdict(deployment)
    fields = {name: said[name] for name in reading.alone.fields}
    is_one = "id" in fields or ("version" in fields and all(name in fields for name in NAMES))
    is_foreign = "organization" in fields and configuration.is_foreign(fields["organization"])
    foreign = {"FOREIGN_ORGANIZATION"} if is_foreign else set()
    warnings = {"ISSUANCE_MISSING", *reading.alone.warnings, *foreign}
    return Truth("DEPLOYMENT" if is_one else "STACK", "STATED", fields, frozenset(warnings))


def of_environment(organization: str, environment: str, configuration: Configuration) -> Truth:
    """Of a session of Pulumi ESC, whatever its name."""
    foreign = {"FOREIGN_ORGANIZATION"} if configuration.is_foreign(organization) else set()
    fields = {"organization": organization, "environment": environment}
    return Truth("ENVIRONMENT", "PROVEN", fields, frozenset(foreign))


def suspect(*warnings: str) -> Truth:
    """Of a session with a deployment's name that Pulumi's provider did not mint."""
    return Truth("SUSPECT", warnings=frozenset(warnings))


def either(one: Truth, other: Truth) -> Truth:
    """Of a call that two sessions fit equally: what they agree on, as far as both are of the same kind."""
    are_environments = [true.verdict == "ENVIRONMENT" for true in (one, other)]
    agreed = dict(one.fields.items() & other.fields.items()) if len(set(are_environments)) == 1 else {}
    return Truth("AMBIGUOUS", one.confidence, agreed, one.warnings | other.warnings)

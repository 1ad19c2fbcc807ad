"""Situations of sessions that look like a deployment's and are not: Pulumi's provider did not mint them."""

from __future__ import annotations

import records
import truth
from names import ID_IN_NAME, STATIC_NAME
from records import PULUMI
from scene import Scene, Situation

GITHUB = "token.actions.githubusercontent.com"
EKS = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
OTHER_ISSUERS = {
    "GitHub": GITHUB,
    "EKS": EKS,
    "Pulumi's second issuer": f"{PULUMI}/v2",
    "issuer that ends like Pulumi's": f"evil.example/oidc-provider/{PULUMI}",
    "issuer that begins like Pulumi's": f"{PULUMI}.evil.example",
}
SUBJECTS = {GITHUB: "repo:acme/web:ref:refs/heads/main", EKS: "system:serviceaccount:web:builder"}


def missing(scene: Scene) -> None:
    """Neither an issuance nor a provider is known; it may be a chain whose link is missing."""
    name = scene.any_name()
    session = scene.session(name.text(scene.suited(name)))
    scene.chain(session, scene.looks_so(name, "ISSUANCE_MISSING"), 2, lambda _: scene.rng.random() < 0.5)


def by_a_person(scene: Scene) -> None:
    """A person of IAM Identity Center, whose session's issuance is none that counts, gives a role session such a name."""
    name = scene.any_name()
    person = scene.session("alice@acme.example", role="AWSReservedSSO_Admin")
    scene.acts(person, None)
    session = scene.buys(person, None, name.text(scene.suited(name)))
    scene.chain(session, scene.looks_so(name, "ISSUANCE_MISSING"), 2, lambda hop: hop == 0)


def by_a_user(scene: Scene) -> None:
    """An IAM user has no session whose issuance could be missing."""
    name = scene.any_name()
    session = scene.session(name.text(scene.suited(name)))
    link = records.link_within(scene.rng, scene.session("anybody"), session)
    scene.deliver(link | {"userIdentity": records.user("mallory")})
    scene.chain(session, scene.looks_so(name), 1)


def by_saml(scene: Scene) -> None:
    """A person of a SAML provider, which vouches for him and not for the name."""
    name = scene.any_name()
    session = scene.session(name.text(scene.suited(name)))
    scene.deliver(records.saml(scene.rng, session, "alice@acme.example"))
    scene.chain(session, scene.looks_so(name), 2, lambda hop: hop == 0)


def by_a_service(scene: Scene) -> None:
    """A service took a role for itself, under a name that its settings say."""
    name = scene.any_name()
    session = scene.session(name.text(scene.suited(name)))
    scene.deliver(records.link_by_service(scene.rng, session))
    scene.chain(session, scene.looks_so(name), 1)


def other_issuer(known: str, issuer: str) -> Situation:
    """Another provider minted the session, whatever its subject and name say."""
    def make(scene: Scene) -> None:
        name = scene.any_name()
        deployment = scene.suited(name)
        session = scene.session(name.text(deployment), issuer)
        scene.root(session, SUBJECTS.get(issuer, deployment.subject), "sts.amazonaws.com")
        scene.chain(session, scene.looks_so(name), 1)

    return Situation(f"{known}, deployment's name", make)


def other_issuer_missing(known: str, issuer: str) -> Situation:
    def make(scene: Scene) -> None:
        name = scene.any_name()
        session = scene.session(name.text(scene.suited(name)), issuer)
        scene.acts(session, scene.looks_so(name, "ISSUANCE_MISSING"))

    return Situation(f"{known}, deployment's name, issuance missing", make)


def named_further_down(scene: Scene) -> None:
    """A build of GitHub's, under a name of its own, buys a session and gives it a deployment's name."""
    build = scene.session(f"build-{scene.number}", GITHUB)
    scene.root(build, SUBJECTS[GITHUB], "sts.amazonaws.com")
    scene.acts(build, None)
    session = scene.buys(build, None, ID_IN_NAME.text(scene.deployment()))
    scene.chain(session, truth.suspect(), 2, lambda hop: hop == 1)


def beside_a_deployment(scene: Scene) -> None:
    """Somebody takes a running deployment's role and name; only the sessions differ."""
    session, true = scene.deployed(STATIC_NAME)
    person = scene.session("alice@acme.example", role="AWSReservedSSO_Admin")
    twin = scene.session(session.name, issued=scene.later(20, 200))
    scene.deliver(records.link_within(scene.rng, person, twin))
    scene.acts(session, true)
    scene.acts(twin, truth.suspect("ISSUANCE_MISSING"))


SITUATIONS = [
    Situation("issuance missing, no provider", missing),
    Situation("look-alike by a person", by_a_person),
    Situation("look-alike by a user", by_a_user),
    Situation("look-alike by SAML", by_saml),
    Situation("look-alike by a service", by_a_service),
    *(other_issuer(known, issuer) for known, issuer in OTHER_ISSUERS.items()),
    *(other_issuer_missing(known, issuer) for known, issuer in OTHER_ISSUERS.items()),
    Situation("look-alike below GitHub", named_further_down),
    Situation("look-alike beside a deployment", beside_a_deployment),
]

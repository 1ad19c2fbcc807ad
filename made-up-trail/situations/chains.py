"""Situations of sessions that sessions bought with AssumeRole."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import alterations
import records
import truth
from names import ID_IN_NAME, STATIC_NAME
from scene import Scene, Situation

DEEPEST = 4


def of_hops(hops: int) -> Situation:
    def make(scene: Scene) -> None:
        scene.chain(*scene.deployed(scene.any_name()), hops)

    return Situation(f"chain of {hops}", make)


def across(hops: int) -> Situation:
    """To and fro between the accounts, with both copies of each AssumeRole."""
    def make(scene: Scene) -> None:
        scene.chain(*scene.deployed(scene.any_name()), hops, lambda _: True)

    return Situation(f"chain of {hops} across accounts", make)


def target_half(scene: Scene) -> None:
    """Of the hop into another account only that account's copy came, which names the caller's principal and no session."""
    session, true = scene.deployed(scene.any_name())
    scene.acts(session, true)
    child = scene.bought(session, across=True)
    _, half = records.link(scene.rng, session, child)
    scene.tell(half, true.inferred())
    scene.chain(child, true.inferred(), 1)


def target_half_of_missing(scene: Scene) -> None:
    """That copy does not tell the provider, and the issuance is missing: nothing but the name is left."""
    name = scene.any_name()
    session, true = scene.stated(name)
    scene.acts(session, true)
    child = scene.bought(session, across=True)
    _, half = records.link(scene.rng, session, child)
    nobody = scene.looks_so(name, "ISSUANCE_MISSING")
    scene.tell(half, nobody)
    scene.chain(child, nobody, 1)


def source_half(scene: Scene) -> None:
    session, true = scene.deployed(scene.any_name())
    child = scene.bought(session, across=True)
    half, _ = records.link(scene.rng, session, child)
    scene.tell(half, true)
    scene.chain(child, true, 1)


def target_half_of_two(scene: Scene) -> None:
    """Two sessions have the name that the target account's copy states."""
    (one, first), (_, second) = scene.deployed(STATIC_NAME), scene.deployed(STATIC_NAME)
    child = scene.bought(one, across=True)
    _, half = records.link(scene.rng, one, child)
    either = truth.either(first, second)
    scene.tell(half, either)
    scene.chain(child, either, 1)


def below_stated(scene: Scene) -> None:
    """The root's issuance is missing; only the root's own calls name the provider."""
    scene.chain(*scene.stated(scene.any_name()), 2, lambda _: scene.rng.random() < 0.5)


def link_missing(scene: Scene) -> None:
    """Nothing shows whose session it is."""
    session, true = scene.deployed(scene.any_name())
    scene.acts(session, true)
    scene.chain(scene.bought(session), None, 1)


def link_missing_below_a_name(scene: Scene) -> None:
    """A deployment may have bought itself a session of its own name; without the link it looks like anybody's."""
    session, true = scene.deployed(STATIC_NAME)
    scene.acts(session, true)
    scene.chain(scene.bought(session, STATIC_NAME.text(scene.deployment())), truth.suspect("ISSUANCE_MISSING"), 1)


def link_without_key(scene: Scene) -> None:
    """A service bought the session for the caller: principal and creation date tell whose it is, and the provider."""
    session, true = scene.deployed(scene.any_name())
    for names_provider in (True, False):
        tied = true if names_provider else true.inferred()
        child = scene.bought(session)
        link = records.link_within(scene.rng, session, child)
        alterations.by_service(scene.rng, link, names_provider)
        scene.tell(link, tied)
        scene.chain(child, tied, 1)


def link_without_key_below(scene: Scene) -> None:
    """Principal and creation date are enough for a session that is a link's."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true)
    grandchild = scene.bought(child)
    link = records.link_within(scene.rng, child, grandchild)
    alterations.by_service(scene.rng, link)
    scene.tell(link, true)
    scene.chain(grandchild, true, 1)


def link_by_time(scene: Scene) -> None:
    """The weakest link decides."""
    session, true = scene.deployed(scene.any_name())
    child = scene.bought(session)
    link = records.link_within(scene.rng, session, child)
    alterations.without_session(link)
    scene.tell(link, true.inferred())
    scene.chain(child, true.inferred(), 1)


def link_by_time_of_two(scene: Scene) -> None:
    """Two deployments may have bought the session, and so made its calls."""
    (one, first), (_, second) = scene.deployed(STATIC_NAME), scene.deployed(STATIC_NAME)
    child = scene.bought(one)
    link = records.link_within(scene.rng, one, child)
    alterations.without_session(link)
    either = truth.either(first, second)
    scene.tell(link, either)
    scene.chain(child, either, 1)


def named_like_another(scene: Scene) -> None:
    """Id and version come from the root's name, never from a link's."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true, ID_IN_NAME.text(scene.deployment()))
    scene.chain(child, true, 1)


def copies_apart(seconds: int) -> Situation:
    """The clocks of the two accounts' copies differ; the session may say either's second."""
    def make(scene: Scene) -> None:
        session, true = scene.deployed(scene.any_name())
        child = scene.bought(session, across=True)
        source, target = records.link(scene.rng, session, child)
        late = dataclasses.replace(child, issued=child.issued + timedelta(seconds=seconds))
        target["eventTime"] = records.stamp(late.issued)
        scene.tell(source, true)
        scene.tell(target, true)
        for clock in (child, late):
            scene.chain(clock, true, 1)
            scene.acts(clock, true, alterations.without_key)

    return Situation(f"chain, copies {seconds} s apart", make)


def copies_without_shared_id(scene: Scene) -> None:
    """Key, principal and second tell that they are of one AssumeRole."""
    session, true = scene.deployed(scene.any_name())
    child = scene.bought(session, across=True)
    for record in records.link(scene.rng, session, child):
        del record["sharedEventID"]
        scene.tell(record, true)
    scene.chain(child, true, 1)


def provider_repeated(scene: Scene) -> None:
    """A chained session may name its root's provider."""
    session, true = scene.deployed(scene.any_name())
    child = scene.buys(session, true, across=scene.rng.random() < 0.3)
    named = dataclasses.replace(child, provider=session.provider)
    scene.chain(named, true, 1)
    scene.acts(named, true, lambda record: alterations.by_service(scene.rng, record, names_provider=True))


def provider_below_a_user(scene: Scene) -> None:
    """A call that names Pulumi's provider is none of the session that a user bought, though the key is its."""
    name = scene.any_name()
    deployment = scene.suited(name)
    session = scene.session(name.text(deployment))
    scene.deliver(records.link_by_user(scene.rng, session))
    scene.acts(session, scene.looks_so(name))
    named = dataclasses.replace(session, provider=scene.pulumi("").provider)
    scene.acts(named, scene.unsigned(deployment, name))


def provider_below_missing(scene: Scene) -> None:
    """The root's issuance is missing, and only calls further down name the provider: it was Pulumi's, and no name is known."""
    name = scene.any_name()
    root = scene.session(name.text(scene.suited(name)))
    child = scene.buys(root, scene.looks_so(name, "ISSUANCE_MISSING"))
    named = dataclasses.replace(child, provider=scene.pulumi("").provider)
    scene.acts(named, truth.of_nothing())
    scene.acts(child, scene.looks_so(name, "ISSUANCE_MISSING"))


def refused(scene: Scene) -> None:
    """An AssumeRole that AWS refused is a call like others."""
    session, true = scene.deployed(scene.any_name())
    record = records.link_within(scene.rng, session, scene.bought(session))
    refusal = f"User: {session.arn} is not authorized to perform: sts:AssumeRole"
    scene.tell(record | {"errorCode": "AccessDenied", "errorMessage": refusal, "responseElements": None}, true)


def of_environment(scene: Scene) -> None:
    session = scene.pulumi("pulumi-esc", role="pulumi-esc")
    name = f"web/e{scene.number}"
    scene.root(session, f"pulumi:environments:org:acme:env:{name}", "aws:acme")
    scene.chain(session, truth.of_environment("acme", name, scene.configuration), 2, lambda hop: hop == 0)


SITUATIONS = [
    *(of_hops(hops) for hops in range(1, DEEPEST + 1)),
    *(across(hops) for hops in range(1, DEEPEST + 1)),
    Situation("chain, target's half only", target_half),
    Situation("chain, target's half only, issuance missing", target_half_of_missing),
    Situation("chain, source's half only", source_half),
    Situation("chain, target's half only, two callers", target_half_of_two),
    Situation("chain below a missing issuance", below_stated),
    Situation("chain, link missing", link_missing),
    Situation("chain, link missing, deployment's name", link_missing_below_a_name),
    Situation("chain, link by a service", link_without_key),
    Situation("chain, link by a service below a link", link_without_key_below),
    Situation("chain, link tied by time", link_by_time),
    Situation("chain, link tied by time, two callers", link_by_time_of_two),
    Situation("chain, link named like a deployment", named_like_another),
    *(copies_apart(seconds) for seconds in (1, 2, 90)),
    Situation("chain, copies without sharedEventID", copies_without_shared_id),
    Situation("chain, provider repeated", provider_repeated),
    Situation("chain, provider named below a user", provider_below_a_user),
    Situation("chain, provider named below a missing issuance", provider_below_missing),
    Situation("chain, AssumeRole refused", refused),
    Situation("chain below ESC", of_environment),
]

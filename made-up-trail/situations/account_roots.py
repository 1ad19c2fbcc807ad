"""Situations of short sessions of an account's root, which sessions of another account bought with AssumeRoot."""

from __future__ import annotations

from datetime import timedelta

import alterations
import records
import truth
from records import Session
from scene import Scene, Situation


def of_account_root(scene: Scene, parent: Session, true: truth.Truth | None, target: str = "") -> Session:
    """A session of the other account's root that the parent bought, and its calls."""
    root = records.new_root(scene.rng, scene.other_account, parent.issued + timedelta(seconds=scene.rng.randrange(1, 60)))
    scene.tell(records.assume_root(scene.rng, parent, root, target), true)
    scene.acts(root, true)
    scene.acts(root, true, alterations.without_creation_date)
    scene.acts(root, true, lambda record: alterations.by_service(scene.rng, record))
    return root


def account_root(scene: Scene) -> None:
    """AssumeRoot by a deployment, or by a session that it bought."""
    session, true = scene.deployed(scene.any_name())
    of_account_root(scene, session, true)
    of_account_root(scene, scene.buys(session, true), true, f"arn:aws:iam::{scene.other_account}:root")


def account_root_by_default(scene: Scene) -> None:
    """It ends after a quarter of an hour where the record says nothing else."""
    session, true = scene.deployed(scene.any_name())
    root = records.new_root(scene.rng, scene.other_account, session.issued + timedelta(seconds=30))
    record = records.assume_root(scene.rng, session, root)
    del record["requestParameters"]["durationSeconds"]
    del record["responseElements"]["credentials"]["expiration"]
    scene.tell(record, true)
    for seconds, tied in ((14 * 60, true), (15 * 60 + 5, true), (15 * 60 + 6, None)):
        call = scene.call(root, root.issued + timedelta(seconds=seconds))
        alterations.without_creation_date(call)
        scene.tell(call, tied)


def account_root_by_a_person(scene: Scene) -> None:
    of_account_root(scene, scene.session("alice@acme.example", role="AWSReservedSSO_Admin"), None)


def account_root_missing(scene: Scene) -> None:
    """The deployment's AssumeRoot was not delivered: the account's root may be anybody's."""
    session, true = scene.deployed(scene.any_name())
    scene.acts(session, true)
    scene.acts(records.new_root(scene.rng, scene.other_account, session.issued), None)


def account_root_itself(scene: Scene) -> None:
    """The account's root user is at work meanwhile: a record of his has no session that it could be a call of."""
    session, true = scene.deployed(scene.any_name())
    root = of_account_root(scene, session, true)
    for _ in range(scene.rng.choice(scene.calls)):
        record = scene.call(root)
        del record["userIdentity"]["sessionContext"]
        if scene.rng.random() < 0.5:
            record["userIdentity"]["accessKeyId"] = "AKIAEXAMPLEROOT000001"
        else:
            del record["userIdentity"]["accessKeyId"]
        scene.deliver(record)


def account_root_of_environment(scene: Scene) -> None:
    session = scene.pulumi("pulumi-esc", role="pulumi-esc")
    scene.root(session, "pulumi:environments:org:acme:env:web/dev", "aws:acme")
    of_account_root(scene, session, truth.of_environment("acme", "web/dev", scene.configuration))


SITUATIONS = [
    Situation("AssumeRoot", account_root),
    Situation("AssumeRoot, expiration by default", account_root_by_default),
    Situation("AssumeRoot by a person", account_root_by_a_person),
    Situation("AssumeRoot missing", account_root_missing),
    Situation("AssumeRoot, and the root user", account_root_itself),
    Situation("AssumeRoot by ESC", account_root_of_environment),
]

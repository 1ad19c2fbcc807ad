"""All situations, and trails of them."""

from __future__ import annotations

import random

import chains
import deliveries
import impostors
import roots
import ties
import usual
from generator import Layout, Plan
from scene import Scene, Situation
from truth import Configuration

ALL = [*roots.SITUATIONS, *ties.SITUATIONS, *chains.SITUATIONS, *impostors.SITUATIONS, *deliveries.SITUATIONS]


def of(choice: str) -> list[Situation]:
    return ALL if choice == "all" else usual.SITUATIONS


def planned(
    layout: Layout, calls: int, seed: int, chosen: list[Situation], configuration: Configuration, session_calls: range
) -> Plan:
    """One situation after the other, round by round, until there are that many calls that are not NONE."""
    rng = random.Random(seed)
    plan = Plan(layout)
    number = 0
    while len(plan.truth) < calls:
        situation = chosen[number % len(chosen)]
        situation.make(Scene.at_random(rng, plan, configuration, situation.name, number, session_calls))
        number += 1
    return plan

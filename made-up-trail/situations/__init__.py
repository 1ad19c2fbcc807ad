"""All situations in which calls come to be."""

from __future__ import annotations

from scene import Situation
from situations import (
    account_roots, borders, callers, chains, deliveries, impostors, others, refusals, reuses, roots, seconds, shapes, subjects, ties,
    usual)

ALL = [
    *roots.SITUATIONS, *subjects.SITUATIONS, *ties.SITUATIONS, *callers.SITUATIONS, *seconds.SITUATIONS, *borders.SITUATIONS,
    *chains.SITUATIONS, *account_roots.SITUATIONS, *impostors.SITUATIONS, *reuses.SITUATIONS, *deliveries.SITUATIONS,
    *shapes.SITUATIONS, *others.SITUATIONS, *refusals.SITUATIONS,
]


def of(choice: str) -> list[Situation]:
    """`all` of them, or the `usual` ones."""
    return ALL if choice == "all" else usual.SITUATIONS

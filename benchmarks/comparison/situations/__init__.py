"""All situations in which calls come to be."""

from __future__ import annotations

from scene import Situation
from situations import (
    chains, deliveries, impostors, others, roots, shapes, subjects, ties, usual)

ALL = [
    *roots.SITUATIONS, *subjects.SITUATIONS, *ties.SITUATIONS,
    *chains.SITUATIONS, *impostors.SITUATIONS, *deliveries.SITUATIONS, *shapes.SITUATIONS,
    *others.SITUATIONS,
]


def of(choice: str) -> list[Situation]:
    """`all` of them, or the `usual` ones."""
    return ALL if choice == "all" else usual.SITUATIONS

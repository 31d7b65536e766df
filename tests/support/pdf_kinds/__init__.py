"""Pictures inside PDFs, of every kind: how each is made, and what it has to look like."""

from collections.abc import Callable
from functools import cache
from typing import Any

from pdf_kinds import coloured, packed, special
from pdf_kinds.special import left_alone

__all__ = ["Maker", "kinds", "left_alone"]

Maker = Callable[[Any], Any]
"""Makes the image object of a kind in a PDF."""


@cache
def kinds() -> dict[str, Maker]:
    """All kinds by name."""
    return {**packed.kinds(), **coloured.kinds(), **special.kinds()}

"""Cypher around Cypher: what makes the server refuse a value that grew too large."""

from typing import Final

# a parameter, so that the planner does not work the division out
ZERO: Final = "relata_zero"


def short_list(written: str, most: int) -> str:
    """Divide by zero instead of giving a longer list."""
    return (
        f"head([`relata list` IN [{written}] | CASE WHEN size(`relata list`) <= {most} "
        f"THEN `relata list` ELSE [1 / ${ZERO}] END])"
    )


def short_text(written: str, most: int) -> str:
    """Divide by zero instead of giving a longer text; other values pass, with their types."""
    return (
        f"head([`relata text` IN [{written}] | "
        f"CASE WHEN coalesce(size(toStringOrNull(`relata text`)), 0) <= {most} "
        f"THEN `relata text` WHEN 1 / ${ZERO} = 1 THEN `relata text` END])"
    )

"""What a query is sent as, with the long parts that come again and again cut short."""

from typing import Final

import pytest

from app.services.cypher.rendering import ALL_TYPES, Rendered
from app.services.cypher.writing import written
from app.services.errors import QueryRefusedError
from graph.answers import LABELS

ALL_LABELS: Final = "|".join(LABELS)
BOUND: Final = "{project_id: $relata_project_id}"
SHORT_TEXT: Final = (
    "CASE WHEN coalesce(size(toStringOrNull(`relata text`)), 0) <= {} "
    "THEN `relata text` WHEN 1 / $relata_zero = 1 THEN `relata text` END])"
)
SHORT_LIST: Final = (
    "CASE WHEN size(`relata list`) <= {} THEN `relata list` ELSE [1 / $relata_zero] END])"
)


def sent(query: str, **parameters: object) -> Rendered:
    """Write a query for the project `own`."""
    return written(query, parameters, "own")


def shortened(query: str, **parameters: object) -> str:
    """Give the text that is sent; `{own}` is the bound, LABELS and TYPES all that there are."""
    text = sent(query, **parameters).text.replace(BOUND, "{own}")
    return text.replace(ALL_LABELS, "LABELS").replace(ALL_TYPES, "TYPES")


def bounded(query: str, **parameters: object) -> str:
    """Give the text that is sent, with `text<=…(…)` and `list<=…(…)` for what bounds a value."""
    text = shortened(query, **parameters)
    for most in (2_000, 20_000):
        text = text.replace("] | " + SHORT_TEXT.format(most), f"]<={most}")
    for most in (50, 10_000):
        text = text.replace("] | " + SHORT_LIST.format(most), f"]<={most}")
    text = text.replace("head([`relata text` IN [", "text[")
    return text.replace("head([`relata list` IN [", "list[")


def refusal(query: str, **parameters: object) -> QueryRefusedError:
    """Give the error that a query ends in."""
    with pytest.raises(QueryRefusedError) as refused:
        sent(query, **parameters)
    return refused.value

"""Random filters of the wire's language, over the values that the world of `worlds` has."""

from collections.abc import Sequence
from typing import Any, Final

from hypothesis import strategies as st

from tests.graph.worlds import ALIASES, CATEGORIES, DATES, DAYS, IDS, KEYS, SCALARS, WORDS

ORDERS: Final = ("gt", "gte", "lt", "lte")
PATTERNS: Final = ("contains", "icontains")
BOUNDS: Final = [one for one in SCALARS if one is not None and not isinstance(one, bool)]


@st.composite
def condition(
    draw: st.DrawFn, values: Sequence[Any], single: Sequence[str], many: Sequence[str]
) -> Any:
    """A bare value, or an object of one or two operators."""
    names = draw(st.lists(st.sampled_from([*single, *many]), max_size=2, unique=True))
    some = st.lists(st.sampled_from(values), max_size=3)
    if not names:
        return draw(st.sampled_from([*values, "*"]))
    return {name: draw(some if name in many else st.sampled_from(values)) for name in names}


@st.composite
def operators(draw: st.DrawFn, values: Sequence[Any], names: Sequence[str]) -> Any:
    """An object of one or two operators, each with a value."""
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    return {name: draw(st.sampled_from(values)) for name in chosen}


METADATA: Final = (
    condition(SCALARS, ("eq", "ne"), ("in", "nin"))
    | operators(BOUNDS, ORDERS)
    | operators(WORDS, PATTERNS)
)
TEXTS: Final = st.sampled_from(WORDS) | operators(WORDS, PATTERNS)
FIELDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    **dict.fromkeys(
        ("user_id", "agent_id", "app_id", "run_id", *ALIASES),
        condition(IDS, ("eq", "ne"), ("in", "nin")),
    ),
    **dict.fromkeys(
        ("created_at", "updated_at", "timestamp"), condition(DATES, ("eq", "ne", *ORDERS), ("in",))
    ),
    "expiration_date": condition(DAYS, ("eq", "ne", *ORDERS), ("in",)),
    "text": TEXTS,
    "keywords": TEXTS,
    "keywords_search": st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
    "categories": condition(CATEGORIES, ("eq", "ne", "contains"), ("in",))
    | operators(("FOOD", "drink", "x"), ("contains",)),
    "metadata": st.dictionaries(st.sampled_from(KEYS), METADATA, max_size=2),
    **{f"metadata.{key}": METADATA for key in KEYS},
}


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    """An object of some fields."""
    names = st.lists(st.sampled_from(list(FIELDS)), min_size=1, max_size=3, unique=True)
    return {name: draw(FIELDS[name]) for name in draw(names)}


@st.composite
def combined(draw: st.DrawFn, parts: st.SearchStrategy[Any]) -> dict[str, Any]:
    """An object of logical keys, perhaps with fields beside them."""
    lists = st.lists(parts, min_size=1, max_size=3)
    logical = {"AND": lists, "OR": lists, "or": lists, "NOT": lists | parts, "not": parts}
    names = st.lists(st.sampled_from(list(logical)), min_size=1, max_size=2, unique=True)
    beside = draw(st.builds(dict) | leaves())
    return {name: draw(logical[name]) for name in draw(names)} | beside


filters: Final = st.recursive(leaves(), combined, max_leaves=8)

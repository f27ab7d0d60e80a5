"""How large values can grow: Neo4j's own memory cap does not count what expressions build."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from msgspec import Struct

# one unit is a small value, some hundred bytes
MOST_UNITS: Final = 1_000_000
# the longest list that range(), collect() and the like may give; the server is made to refuse more
LONGEST_LIST: Final = 10_000
# the longest list that is walked inside of another walk; of these there are no limits but this
LONGEST_INNER_LIST: Final = 50
CHARACTERS_OF_UNIT: Final = 100


class Size(Struct, frozen=True, kw_only=True):
    """At most how many units a value has, how many elements, and how large each of them is."""

    total: float = 1
    items: float = LONGEST_INNER_LIST
    element: float = 1

    @property
    def inner(self) -> "Size":
        """The size of one element, which may be a list itself."""
        return Size(total=self.element, items=self.element, element=self.element)


STORED: Final = Size()
SMALL: Final = Size(items=0)
LONG_LIST: Final = Size(total=LONGEST_LIST, items=LONGEST_LIST)


def listed(items: float, element: Size) -> Size:
    """Give the size of a list of so many elements."""
    return Size(total=1 + items * element.total, items=items, element=element.total)


def joined(sizes: Iterable[Size]) -> Size:
    """Give the size of values put together: the sum of a list and a list, a text and a text."""
    parts = list(sizes)
    return Size(
        total=sum(part.total for part in parts),
        items=sum(part.items for part in parts),
        element=max((part.element for part in parts), default=1),
    )


def larger(sizes: Iterable[Size]) -> Size:
    """Give a size that all of them fit in."""
    parts = list(sizes)
    return Size(
        total=max((part.total for part in parts), default=1),
        items=max((part.items for part in parts), default=0),
        element=max((part.element for part in parts), default=1),
    )


def measured(value: object) -> Size:
    """Give the size of a parameter as it was sent."""
    match value:
        case str():
            return Size(total=1 + len(value) / CHARACTERS_OF_UNIT, items=len(value))
        case list():
            elements = [measured(item) for item in cast("list[object]", value)]
            return Size(
                total=1 + sum(element.total for element in elements),
                items=len(elements),
                element=larger(elements).total,
            )
        case dict():
            inner = [measured(item) for item in cast("Mapping[str, object]", value).values()]
            total = 1 + sum(element.total for element in inner)
            return Size(total=total, items=total, element=total)
        case _:
            return SMALL

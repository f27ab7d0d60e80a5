"""How large values can grow: Neo4j's own memory cap does not count what expressions build."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from msgspec import Struct
from msgspec.structs import replace

# one unit is a small value, some hundred bytes
MOST_UNITS: Final = 1_000_000
# the longest list that range(), collect() and the like may give; the server is made to refuse more
LONGEST_LIST: Final = 10_000
# the longest list that is walked inside of another walk; of these there are no limits but this
LONGEST_INNER_LIST: Final = 50
CHARACTERS_OF_UNIT: Final = 100
# the longest texts that may be put together, or copied by a walk
LONGEST_TEXT: Final = 20_000
LONGEST_INNER_TEXT: Final = 2_000


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


class Sizes(Struct, frozen=True, kw_only=True):
    """The sizes of the variables in sight and of the parameters."""

    variables: dict[str, Size]
    parameters: Mapping[str, Size]
    is_inside: bool = False

    def having(self, **more: Size) -> "Sizes":
        """Give the sizes with other variables too."""
        return replace(self, variables=self.variables | more)

    @property
    def inside(self) -> "Sizes":
        """The same inside of a walk, where lists must be short."""
        return replace(self, is_inside=True)

    def of(self, variable: str) -> Size:
        """Give a variable's size; what a pattern names is a stored thing."""
        return self.variables.get(variable, STORED)


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

"""The things a conversation speaks of, and how a word finds the one it stands for."""

from typing import Literal

from msgspec import Struct

from extraction.model import EntityType

Gender = Literal["male", "female", "thing", ""]


class Referent(Struct, kw_only=True, eq=False):
    """One thing of the conversation. Grows while the conversation is read.

    `noun` is what it was called when it was not named; `members` are those of a group; `hint` is
    a type that only the recogniser of names or a preposition suggests; `is_known`: in the graph.
    """

    name: str
    type: EntityType | None = None
    hint: EntityType | None = None
    kinds: frozenset[str] = frozenset()
    gender: Gender = ""
    noun: str = ""
    aliases: list[str] = []
    members: list["Referent"] = []
    holder: "Referent | None" = None
    is_named: bool = False
    is_self: bool = False
    is_known: bool = False
    is_plural: bool = False
    seen: int = 0
    weight: int = 0

    @property
    def is_person(self) -> bool:
        """Whether "he" or "she" may stand for it, as far as is known."""
        return self.type == "person" or (
            self.type is None and self.is_named and self.hint in {None, "person"}
        )

    def rename(self, name: str) -> None:
        """Call it by its name from now on; what it was called stays an alias."""
        if name != self.name:
            self.aliases.append(self.name)
        self.name, self.is_named = name, True

    def learn_type(self, type_: EntityType) -> None:
        """Take a type where none was known."""
        if self.type is None:
            self.type = type_

    def is_kind(self, wanted: str) -> bool:
        """Whether it is surely of this type or kind."""
        return wanted in {self.type, self.noun} or wanted in self.kinds


def everyone(referents: list[Referent]) -> list[Referent]:
    """Give the members of groups instead of the groups."""
    return [one for referent in referents for one in (referent.members or [referent])]

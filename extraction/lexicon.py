"""What nouns name: types, kinds, genders and relations, read from language/nouns.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final, cast

from msgspec import Struct, convert

from extraction.model import EntityType

_FOLDER: Final = Path(__file__).parent / "language"
_TYPED_AS: Final[dict[str, EntityType]] = {
    "profession": "person",
    "instrument": "product",
    "language": "concept",
    "diet": "concept",
}
_SHORT: Final = 6
_PROFESSION_ENDINGS: Final = (
    "ologist",
    "grapher",
    "cianist",
    "pianist",
    "ician",
    "therapist",
    "maker",
    "keeper",
    "smith",
)
_MEDICINE_ENDINGS: Final = (
    "cillin", "mycin", "pril", "sartan", "olol", "statin", "prazole", "azepam", "setron", "ipine",
    "oxetine", "traline", "opram", "gliptin", "formin", "triptan", "profen", "cycline",
    "oxacin", "azole", "idone", "tidine", "thyroxine", "adine", "parin", "xaban", "caine",
)  # fmt: skip


class Relational(Struct, frozen=True):
    """What "holder's noun" says, as subject, predicate and object made of "holder" and "it"."""

    nouns: str
    says: str

    @property
    def parts(self) -> tuple[str, str, str, bool]:
        """Subject, predicate, object and whether it has ended."""
        subject, predicate, target, *state = self.says.split()
        return subject, predicate, target, "ended" in state


class _Tables(Struct, frozen=True):
    types: dict[str, str]
    kinds: dict[str, str]
    gender: dict[str, str]
    relation: tuple[Relational, ...]
    tails: dict[str, str]


class Lexicon(Struct, frozen=True, kw_only=True):
    """The tables, by noun in the singular."""

    types: dict[str, EntityType]
    kinds: dict[str, frozenset[str]]
    genders: dict[str, str]
    relations: dict[str, Relational]
    tails: dict[str, EntityType]


@cache
def lexicon() -> Lexicon:
    """Read the tables once."""
    tables = convert(tomllib.loads((_FOLDER / "nouns.toml").read_text("utf-8")), _Tables)
    types: dict[str, EntityType] = {}
    kinds: dict[str, frozenset[str]] = {}
    for name, nouns in [*tables.types.items(), *tables.kinds.items()]:
        for noun in nouns.split():
            kinds[noun] = kinds.get(noun, frozenset()) | {name}
    for name, nouns in tables.types.items():
        entity_type = _TYPED_AS.get(name, cast("EntityType", name))
        types |= {noun: entity_type for noun in nouns.split() if noun not in types}
    relations = {noun: entry for entry in tables.relation for noun in entry.nouns.split()}
    genders = {noun: name for name, nouns in tables.gender.items() for noun in nouns.split()}
    tails: dict[str, EntityType] = {}
    for name, words in tables.tails.items():
        tails |= dict.fromkeys(words.split(), cast("EntityType", name))
    return Lexicon(tails=tails, types=types, kinds=kinds, genders=genders, relations=relations)


def type_of(noun: str) -> EntityType | None:
    """Give the type of a noun; of compounds such as "sister-in-law", whole or by a part."""
    tables = lexicon()
    parts = [noun, noun.rpartition("-")[2], noun.partition("-")[0]]
    for part in parts:
        if part in tables.types:
            return tables.types[part]
    return "product" if "medicine" in kinds_of(noun) else None


def kinds_of(noun: str) -> frozenset[str]:
    """Give every class a noun is listed under; some are known by their ending."""
    known = lexicon().kinds.get(noun, frozenset())
    if known or len(noun) <= _SHORT:
        return known
    if noun.endswith(_MEDICINE_ENDINGS):
        return frozenset({"medicine"})
    return frozenset({"profession"}) if noun.endswith(_PROFESSION_ENDINGS) else known


def name_tail(word: str) -> EntityType | None:
    """Give the type that the last word of a name tells: "Labs", "University", "Street"."""
    return lexicon().tails.get(word)


@cache
def given_names() -> dict[str, str]:
    """Give common given names in lower case with their gender; "" when both bear it."""
    genders = {"f": "female", "m": "male", "b": ""}
    lines = (_FOLDER / "given_names.txt").read_text("utf-8").splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: genders[letter] for name, letter in pairs}

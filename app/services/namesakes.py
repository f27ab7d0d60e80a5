"""Pure: which entity with another name a mention may be, and where to look for it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, cast

from msgspec import Struct

from app.services.comparison import Named, Verdict, compared
from app.services.likeness import tokens
from app.services.vocabulary import cities, given_names_of, short_names_of
from extraction.model import EntityType, Mention
from graph.lucene import words
from graph.namesakes import Namesake

MOST_MENTIONS: Final = 60
MOST_PROPOSALS: Final = 3
LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 400
# Lucene refuses more than 1,024 clauses: two fields a word, and up to fifty words a slip
WORDS_A_QUERY: Final = 100
SLIPS_A_QUERY: Final = 8
MOST_SLIPS: Final = 40
_FEWEST_FUZZY: Final = 5


class Likely(Struct, frozen=True, kw_only=True):
    """An entity that a mention may be, and how sure that is."""

    entity: Namesake
    verdict: Verdict


class Kin(Struct, frozen=True, kw_only=True):
    """The namesakes that were found, and what is said of each mention, by index.

    `own` are the owner's names, which stand in most texts and so say nothing.
    """

    namesakes: tuple[Namesake, ...] = ()
    contexts: Mapping[int, str] = {}
    own: tuple[str, ...] = ()


NOBODY: Final = Kin()


def sought(mentions: Iterable[Mention], taken: frozenset[str]) -> list[list[str]]:
    """Give Lucene's terms under which the mentions' other names are found, a list a query.

    `taken` are normalised names that an entity has already.
    """
    strange = [one for one in mentions if _is_strange(one, taken)][:MOST_MENTIONS]
    found = [word for one in strange for word in _forms(one)]
    plain = words(" ".join(found))
    own = words(" ".join(word for one in strange for word in tokens(one.name)))
    slips = [f"{word}~1" for word in own if _may_be_misspelt(word)][:MOST_SLIPS]
    return [*batched(plain, WORDS_A_QUERY), *batched(slips, SLIPS_A_QUERY)]


def likely(mention: Mention, index: int, kin: Kin) -> list[Likely]:
    """Give the entities that the mention of this index is or may be, the surest first."""
    context = _without(kin.own, kin.contexts.get(index, "")) if kin.namesakes else ""
    judged = (
        Likely(entity=one, verdict=_verdict(mention, context, one, kin.own))
        for one in kin.namesakes
    )
    open_ones = (one for one in judged if one.verdict.outcome != "different")
    return sorted(open_ones, key=lambda one: (-one.verdict.score, one.entity.id))


def batched(terms: Sequence[str], size: int) -> list[list[str]]:
    """Cut terms into lists of a size."""
    return [list(terms[start : start + size]) for start in range(0, len(terms), size)]


def _is_strange(mention: Mention, taken: frozenset[str]) -> bool:
    is_thing = not mention.is_self and mention.type not in {"date", "literal"}
    is_name = len(mention.name) <= LONGEST_NAME
    return is_thing and is_name and " ".join(tokens(mention.name)) not in taken


def _forms(mention: Mention) -> Iterable[str]:
    spoken = tokens(mention.name)
    yield from spoken
    if mention.type in {"person", "concept"}:
        for word in spoken:
            yield from (*given_names_of(word), *short_names_of(word))
    if len(spoken) > 1:
        yield "".join(word[0] for word in spoken)
    yield from _cities_called().get(cities().get(" ".join(spoken), ""), ())


def _may_be_misspelt(word: str) -> bool:
    return word.isalpha() and len(word) >= _FEWEST_FUZZY


def _without(own: Sequence[str], text: str) -> str:
    """Write the owner as speakers write themselves: "I", "my sister"."""
    names = "|".join(re.escape(name) for name in sorted(own, key=len, reverse=True) if name)
    if not names:
        return text[:LONGEST_TEXT]
    said = re.sub(rf"(?i)\b(?:{names})(?:'s|\u2019s)", "my", text[:LONGEST_TEXT])
    return re.sub(rf"(?i)\b(?:{names})\b", "I", said)


def _verdict(mention: Mention, context: str, entity: Namesake, own: Sequence[str]) -> Verdict:
    kind = cast("EntityType", entity.type)
    text = _without(own, " ".join(entity.texts))
    one = Named(name=mention.name, type=mention.type, context=context)
    names = [entity.name, *entity.aliases[:MOST_PROPOSALS]]
    found = [compared(one, Named(name=name, type=kind, context=text)) for name in names]
    return max(found, key=lambda verdict: verdict.score)


@cache
def _cities_called() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, city in cities().items():
        found.setdefault(city, []).append(name)
    return found

"""How clean a graph is: what stands alone, what joins too much, what is said in two ways."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from msgspec import Struct

from app.services.nets import VALUES
from graph import hygiene, merges, nets
from graph.hygiene import MOST_ENTITIES, Tied
from graph.model import Relation, Visibility, instant
from graph.nets import Wanted
from graph.session import Graph, Tx

MOST_RELATIONS: Final = 5_000
MOST_PREDICATES: Final = 200
MOST_SHOWN: Final = 20
HUB: Final = 200
STALE: Final = timedelta(days=365)
ALIKE: Final = 0.85
SHARED: Final = 0.5
LONGEST_NAME: Final = 80
# words that stand for something else: as names they are mistakes of reading
_PRONOUNS: Final = """
    i me my we us our you your he him his she her it its they them their this that these those
    someone somebody something anyone everyone everything nothing here there one thing stuff
"""
PRONOUNS: Final = frozenset(_PRONOUNS.split())


class Synonyms(Struct, frozen=True, kw_only=True):
    """Two predicates that may mean one thing: alike by their letters, or between the same two."""

    predicates: tuple[str, str]
    similarity: float
    shared: float


class Finding(Struct, frozen=True, kw_only=True):
    """How many entities are so, and some of them."""

    count: int
    examples: list[Tied]


class Report(Struct, frozen=True, kw_only=True):
    """Shares and the junk score are from 0 to 1, where 0 is clean."""

    entities: int
    relations: int
    orphans: Finding
    hubs: Finding
    junk: Finding
    junk_score: float
    stale_relations: int
    stale_share: float
    pending_merges: int
    synonyms: list[Synonyms]
    is_complete: bool


class Hygiene:
    """Looks for what should be tidied up."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def report(self, visibility: Visibility) -> Report:
        """Look at what passes the filter; of relations and entities only so many are looked at."""
        return await self._graph.read(_report, visibility)


async def _report(tx: Tx, visibility: Visibility) -> Report:
    tied = await hygiene.find(tx, visibility)
    found = await nets.find(tx, visibility, Wanted(limit=MOST_RELATIONS + 1))
    relations = found[:MOST_RELATIONS]
    pending = await merges.find(tx, visibility, state="pending", skip=0, limit=1)
    stale = [one for one in relations if visibility.now - instant(one.recorded_at) > STALE]
    junk = [one for one in tied if is_junk(one)]
    return Report(
        entities=len(tied),
        relations=len(relations),
        orphans=_finding(tied, lambda one: not one.degree and not one.is_self),
        hubs=_finding(tied, lambda one: one.degree > HUB and not one.is_self),
        junk=_finding(junk, lambda _: True),
        junk_score=_share(len(junk), len(tied)),
        stale_relations=len(stale),
        stale_share=_share(len(stale), len(relations)),
        pending_merges=pending.total,
        synonyms=synonyms(relations)[:MOST_SHOWN],
        is_complete=len(found) <= MOST_RELATIONS and len(tied) < MOST_ENTITIES,
    )


def _finding(tied: Sequence[Tied], holds: Callable[[Tied], bool]) -> Finding:
    found = sorted(filter(holds, tied), key=lambda one: (-one.mentions, one.name, one.id))
    return Finding(count=len(found), examples=found[:MOST_SHOWN])


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def is_junk(entity: Tied) -> bool:
    """Tell whether a name is none: a pronoun, a single sign, no letters, or a whole sentence."""
    if entity.is_self or entity.type in VALUES:
        return False
    name = entity.name.strip()
    is_short = len(name) < 2 and name.isascii()  # noqa: PLR2004 - one sign
    has_letters = any(one.isalnum() for one in name)
    return name.casefold() in PRONOUNS or is_short or not has_letters or len(name) > LONGEST_NAME


def synonyms(relations: Sequence[Relation]) -> list[Synonyms]:
    """Give pairs of predicates that may be one, the most alike first."""
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in relations:
        pairs[one.predicate].add((one.source_id, one.target_id))
    frequent = sorted(pairs, key=lambda name: (-len(pairs[name]), name))[:MOST_PREDICATES]
    found = list(_alike(frequent, pairs))
    return sorted(found, key=lambda one: (-max(one.similarity, one.shared), one.predicates))


def _alike(names: Sequence[str], pairs: dict[str, set[tuple[str, str]]]) -> Iterator[Synonyms]:
    for one, other in combinations(sorted(names), 2):
        similarity = SequenceMatcher(None, one, other).ratio()
        both = len(pairs[one] & pairs[other])
        shared = both / min(len(pairs[one]), len(pairs[other])) if both > 1 else 0.0
        if similarity >= ALIKE or shared >= SHARED:
            yield Synonyms(
                predicates=(one, other), similarity=round(similarity, 3), shared=round(shared, 3)
            )

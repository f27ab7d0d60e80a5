"""Relations: a list, and one with its evidence down to the words of the messages."""

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.identifiers import known_form
from app.routes.instants import shown
from app.routes.pages import Asked, Page, neighbours, strict_page
from app.routes.relations import RelationOut, relations_out
from app.routes.sights import OF_ONE, Predicates, Seen, predicates_of
from app.services.attestations import Attestations, Attested
from graph.attestations import Link, Words
from graph.nets import Wanted


class RelationPage(Struct, frozen=True, kw_only=True):
    """A page of relations, the newest first; at most 5,000 are counted."""

    count: int
    next: str | None
    previous: str | None
    results: list[RelationOut]


class WordsOut(Struct, frozen=True, kw_only=True):
    """A message; characters `start` to `end` of `text` are what the memory states.

    `text` is null once the words were erased.
    """

    message_id: str
    event_id: str
    index: int
    role: str
    name: str | None
    text: str | None
    start: int
    end: int
    sent_at: str

    @classmethod
    def from_words(cls, words: Words) -> "WordsOut":
        """Show a message."""
        return cls(
            message_id=words.message_id,
            event_id=words.event_id,
            index=words.index,
            role=words.role,
            name=words.name,
            text=words.text,
            start=words.start,
            end=words.end,
            sent_at=shown(words.sent_at),
        )


class EvidenceOut(Struct, frozen=True, kw_only=True):
    """A memory that attests a relation, with the messages that it comes from."""

    memory_id: str
    memory: str
    state: str
    created_at: str
    messages: list[WordsOut]

    @classmethod
    def from_link(cls, link: Link) -> "EvidenceOut":
        """Show a piece of evidence."""
        return cls(
            memory_id=link.memory_id,
            memory=link.text,
            state=link.state,
            created_at=shown(link.created_at),
            messages=[WordsOut.from_words(one) for one in link.said],
        )


class AttestedOut(Struct, frozen=True, kw_only=True):
    """One relation, its evidence, the newest first, and the values before and after it."""

    relation: RelationOut
    evidence: list[EvidenceOut]
    others: list[RelationOut]

    @classmethod
    def from_attested(cls, attested: Attested) -> "AttestedOut":
        """Show a relation with its evidence."""
        return cls(
            relation=RelationOut.from_shown(attested.relation),
            evidence=[EvidenceOut.from_link(one) for one in attested.evidence],
            others=relations_out(attested.others),
        )


@get(
    "/relations",
    status_code=200,
    responses=ERRORS,
    summary="List relations",
    dependencies={"paged": Provide(strict_page, sync_to_thread=False)},
    tags=["graph"],
)
async def list_relations(
    request: Asked,
    visibility: Seen,
    attestations: NamedDependency[Attestations],
    paged: NamedDependency[Page],
    predicates: Predicates = None,
) -> RelationPage:
    """List the relations that visible memories attest, the newest first."""
    wanted = Wanted(predicates=predicates_of(predicates))
    found = await attestations.list(visibility, wanted, skip=paged.skip, limit=paged.size)
    paged.check(found.total)
    beside = neighbours(request, paged, found.total)
    return RelationPage(
        count=found.total,
        next=beside.next,
        previous=beside.previous,
        results=relations_out(found.relations),
    )


@get(
    "/relations/{relation_id:str}",
    status_code=200,
    responses=ERRORS,
    summary="Read a relation with its evidence",
    dependencies={"visibility": OF_ONE},
    tags=["graph"],
)
async def get_relation(
    relation_id: FromPath[str],
    visibility: Seen,
    attestations: NamedDependency[Attestations],
) -> AttestedOut:
    """Give one relation, ended or not, and the words of the messages that it comes from."""
    found = await attestations.get(visibility, known_form(relation_id, "relation_id"))
    return AttestedOut.from_attested(found)


HANDLERS = [list_relations, get_relation]

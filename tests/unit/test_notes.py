from datetime import timedelta

from app.services.additions import Addition
from app.services.notes import Part, parts, text_hash, verbatim
from extraction.model import Appearance, Fact, Findings, Link, Mention, Span, Usage
from graph.model import ScopeIds
from tests.unit.conversing import EARLIER, EVENT, PROJECT, SENT, adding, conversation, message, told

BOTH = adding(ids=ScopeIds(user_id="mira", agent_id="helper", run_id="r"))
TEXTS = ("I like tea", "So do I")


def fact(text: str, turn: int = 0, *, by_agent: bool = False) -> Fact:
    return Fact(text=text, spans=(Span(turn=turn, start=0, end=4),), by_agent=by_agent)


def found(*facts: Fact, mentions: tuple[Mention, ...] = ()) -> Findings:
    return Findings(usage=Usage(extractor="fake"), facts=facts, mentions=mentions)


def sorted_parts(findings: Findings, addition: Addition | None = None) -> tuple[Part, ...]:
    request = addition or adding()
    written = told(*conversation(*TEXTS), addition=request)
    return parts(PROJECT, request, event_id=EVENT, script=written, findings=findings)


def test_a_fact_is_a_note_of_its_message():
    note = sorted_parts(found(fact("mira likes tea", 1)))[0].notes[0]

    assert ("7d0f-1", SENT + timedelta(microseconds=1)) == (note.message.id, note.said_at)
    assert text_hash("mira likes tea") == note.hash


def test_the_hash_is_the_one_of_mem0():
    assert "5d41402abc4b2a76b9719d911017c592" == text_hash("hello")


def test_ids_of_memories_are_named_after_the_event():
    findings = found(fact("a"), fact("b"))
    one, other = sorted_parts(findings)[0].notes, sorted_parts(findings)[0].notes

    assert one == other
    assert 2 == len({note.memory_id for note in one})


def test_the_same_fact_twice_is_one_note():
    assert 1 == len(sorted_parts(found(fact("a"), fact("a", 1)))[0].notes)


def test_the_same_words_of_two_speakers_are_two_notes():
    found_parts = sorted_parts(found(fact("a"), fact("a", 1, by_agent=True)), BOTH)

    assert [1, 1] == [len(part.notes) for part in found_parts]


def test_an_event_without_facts_still_has_its_owners_part():
    found_parts = sorted_parts(found())

    assert [("user", ())] == [(part.owner.kind, part.notes) for part in found_parts]


def test_the_user_and_the_agent_get_what_each_said():
    mine, its = sorted_parts(found(fact("a"), fact("b", 1, by_agent=True)), BOTH)

    assert ("user", "agent") == (mine.owner.kind, its.owner.kind)
    assert ScopeIds(user_id="mira", run_id="r") == mine.notes[0].ids
    assert ScopeIds(agent_id="helper", run_id="r") == its.notes[0].ids


def test_a_fact_of_the_assistant_stays_with_the_user_when_there_is_no_agent():
    found_parts = sorted_parts(found(fact("a", by_agent=True)))

    assert [ScopeIds(user_id="mira")] == [note.ids for note in found_parts[0].notes]


def test_the_user_is_somebody_else_in_the_agents_graph():
    mentions = (
        Mention(name="mira", type="person", is_self=True),
        Mention(name="Helper", type="product"),
        Mention(name="tea", type="food"),
    )
    mine, its = sorted_parts(found(fact("a", by_agent=True), mentions=mentions), BOTH)

    assert [True, False, False] == [mention.is_self for mention in mine.mentions]
    assert [False, True, False] == [mention.is_self for mention in its.mentions]
    assert ("mira",) == its.mentions[0].aliases


def test_what_is_stored_as_it_is_carries_both_ids():
    request = adding(ids=BOTH.ids, infer=False)
    written = told(*conversation(*TEXTS, role="assistant"), addition=request)
    findings = verbatim(found(), written)
    only = parts(PROJECT, request, event_id=EVENT, script=written, findings=findings)

    assert [BOTH.ids, BOTH.ids] == [note.ids for note in only[0].notes]


def test_verbatim_keeps_every_message_that_someone_said():
    written = told(
        message("be nice", role="system", position=0),
        message("I like tea", position=1),
        message("  ", position=2),
        message("So do I", role="assistant", position=3),
        earlier=(message("before", event=EARLIER),),
    )

    assert ["I like tea", "So do I"] == [one.text for one in verbatim(found(), written).facts]


def test_verbatim_takes_the_links_that_were_found_in_the_message():
    link = Link(subject=0, predicate="likes", object=1, predicate_raw="like")
    seen = Appearance(mention=0, role="subject", surface="I")
    first = Fact(
        text="mira likes tea",
        spans=(Span(turn=0, start=0, end=10),),
        links=(link,),
        appearances=(seen,),
    )
    kept = verbatim(found(first), told(*conversation(*TEXTS))).facts

    assert [(TEXTS[0], (link,), (seen,)), (TEXTS[1], (), ())] == [
        (one.text, one.links, one.appearances) for one in kept
    ]
    assert (Span(turn=0, start=0, end=10),) == kept[0].spans

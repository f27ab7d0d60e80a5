from datetime import date
from typing import Any

import msgspec

from app.services.additions import Addition
from app.services.claims import Claim, Saying, Terms, claimed
from app.services.differences import Before
from app.services.notes import Part, parts
from app.services.planning import Chapter, Draft, planned
from app.services.registry import built_in
from app.services.resolution import resolved, self_key
from app.services.scoping import owner
from app.services.settlement import settled
from extraction.model import Appearance, Conversation, Fact, Findings, Mention, Span
from graph.model import BEGINNING, OPEN, ScopeIds
from graph.owners import Known
from graph.plan import Plan
from tests.fakes import read
from tests.unit.conversing import EVENT, PROJECT, adding, conversation, message, told
from tests.unit.saying import NOW, day, moment

TOKEN = "token"


def plan(*texts: str, addition: Addition | None = None, found: Findings | None = None) -> Plan:
    """Plan the messages as the first of their owners, read in the small language."""
    request = addition or adding()
    written = told(*conversation(*texts), addition=request)
    findings = found or read(written.conversation)
    whose = parts(PROJECT, request, event_id=EVENT, script=written, findings=findings)
    draft = Draft(
        project_id=PROJECT,
        event_id=EVENT,
        owner=owner(PROJECT, request.ids),
        addition=request,
        turns=written.messages,
        vectors={"mira likes tea": [1.0, 0.0], "I likes tea": [0.0, 1.0]},
        parts=whose,
        usage=findings.usage,
        rejected=len(findings.rejections),
    )
    return planned(draft, [chapter(part) for part in whose], token=TOKEN, milliseconds=5)


def chapter(part: Part) -> Chapter:
    """Settle a part on an empty graph."""
    nothing = Known(lane_version=0, self_entity=None, entities=[], memories=[])
    cast = resolved(part.mentions, nothing, part.owner.key)
    terms = Terms(owner_key=part.owner.key, registry=built_in(), cast=cast, mentions=part.mentions)
    made = [
        claimed(
            link,
            saying=Saying(memory_id=note.memory_id, said_at=note.said_at, expires_at=OPEN),
            terms=terms,
        )
        for note in part.notes
        for link in note.fact.links
    ]
    claims = tuple(one for one in made if isinstance(one, Claim))
    return Chapter(
        part=part,
        lane_version=7,
        cast=cast,
        claims=claims,
        rejected=len(made) - len(claims),
        book=settled(claims, [], event_id=EVENT, now=NOW),
        before=Before(lines={}, evidence={}),
    )


def results(made: Plan) -> list[dict[str, Any]]:
    return msgspec.json.decode(made.outcome.results)


def test_a_plan_names_its_event_its_token_and_its_lanes():
    made = plan("I likes tea")

    assert (PROJECT, EVENT, TOKEN) == (made.project_id, made.event_id, made.token)
    assert [(owner(PROJECT, ScopeIds(user_id="mira")).key, 7)] == [
        (lane.key, lane.version) for lane in made.lanes
    ]


def test_planning_again_gives_the_same_plan():
    assert plan("I likes tea. Ann works_at Orbit") == plan("I likes tea. Ann works_at Orbit")


def test_two_owners_are_locked_in_the_order_of_their_keys():
    request = adding(ids=ScopeIds(user_id="mira", agent_id="helper"))
    written = [message("I likes tea"), message("I likes jam", role="assistant", position=1)]
    findings = read(told(*written, addition=request).conversation)
    made = plan("I likes tea", "I likes jam", addition=request, found=findings)

    assert 2 == len(made.lanes)
    assert sorted(lane.key for lane in made.lanes) == [lane.key for lane in made.lanes]
    assert ["agent", "user"] == sorted(row.kind for row in made.scopes)


def test_a_memory_points_to_its_words_its_entities_and_its_relation():
    made = plan("I likes tea")
    memory, relation = made.memories[0], made.relations[0]

    assert [("7d0f-0", 0, 11)] == [(row.message_id, row.start, row.end) for row in memory.sources]
    assert (relation.id,) == memory.relation_ids
    assert (memory.id,) == relation.memory_ids
    assert {relation.subject_key, relation.object_key} == {
        row.entity_key for row in memory.mentions
    }


def test_every_entity_that_is_written_is_mentioned():
    made = plan("I likes tea. Ann age 31. Ben related_to Cleo")
    mentioned = {row.entity_key for memory in made.memories for row in memory.mentions}

    assert mentioned == {row.key for row in made.entities}
    assert sorted(mentioned) == [row.key for row in made.entities]


def test_a_value_is_mentioned_as_a_value_only():
    made = plan("Ann age 31")

    assert ["literal", "person"] == sorted(row.type for row in made.entities)


def test_a_thing_that_is_only_spoken_of_is_mentioned_too():
    made = plan("Ann related_to Ben")

    assert ["Ann", "Ben"] == sorted(row.name for row in made.entities)
    assert ((), 1) == (made.relations, made.outcome.rejected)


def test_the_owner_is_named_by_what_it_says_and_keeps_its_id():
    made = plan("I named Mira Chen")
    itself = next(row for row in made.entities if row.is_self)

    assert (self_key(itself.owner_key), "Mira Chen", "mira chen", ("mira",)) == (
        itself.key,
        itself.name,
        itself.name_norm,
        itself.aliases,
    )


def test_the_owner_of_a_run_has_no_id_for_an_alias():
    made = plan("I likes tea", addition=adding(ids=ScopeIds(run_id="r1")))
    itself = next(row for row in made.entities if row.is_self)

    assert ("User", ()) == (itself.name, itself.aliases)


def test_memories_are_recorded_in_their_order():
    made = plan("I likes tea. I likes jam", "I likes rain")
    times = [memory.recorded_at for memory in made.memories]

    assert sorted(set(times)) == times
    assert [0, 1, 2] == [int(memory.origin_key.split(":")[1]) for memory in made.memories]


def test_texts_get_their_vectors():
    made = plan("I likes tea")

    assert [1.0, 0.0] == made.memories[0].embedding
    assert [[0.0, 1.0]] == [row.embedding for row in made.messages]


def test_only_messages_that_became_memories_are_made_findable():
    made = plan("I likes tea", "   ")

    assert ["7d0f-0"] == [row.id for row in made.messages]


def test_the_outcome_tells_what_it_cost():
    outcome = plan("I likes tea").outcome

    assert ("fake", 1, 7, 3, 5, "SUCCEEDED") == (
        outcome.extractor,
        outcome.model_calls,
        outcome.tokens_in,
        outcome.tokens_out,
        outcome.milliseconds,
        outcome.graph_state,
    )


def test_nothing_found_is_a_plan_that_ends_the_event():
    made = plan("   ")

    assert ([], (), (), ()) == (results(made), made.memories, made.scopes, made.entities)
    assert 1 == len(made.lanes)


def test_a_memory_is_valid_from_what_it_says():
    written = told(*conversation("x")).conversation
    made = plan("x", found=_dated(written, since="2019-05", until="2021"))

    assert (day("2019-05"), day("2021")) == (
        made.memories[0].valid_from,
        made.memories[0].valid_to,
    )


def test_a_memory_of_what_had_ended_by_then_is_valid_from_the_beginning():
    written = told(*conversation("x")).conversation
    made = plan("x", found=_dated(written, since=None, until="2021"))

    assert (BEGINNING, day("2021")) == (made.memories[0].valid_from, made.memories[0].valid_to)


def test_an_expiring_memory_lives_until_the_end_of_the_day():
    made = plan("I likes tea", addition=adding(expiration_date=date(2031, 2, 3)))

    assert "2031-02-03T23:59:59.999999+00:00" == made.memories[0].expires_at.isoformat()


def test_a_history_begins_with_what_the_memory_was():
    request = adding(metadata={"team": "red"}, expiration_date=date(2031, 2, 3))
    snapshot = msgspec.json.decode(plan("I likes tea", addition=request).memories[0].snapshot)

    assert {"team": "red"} == snapshot["metadata"]
    assert ("mira", "2031-02-03", "user") == (
        snapshot["user_id"],
        snapshot["expiration_date"],
        snapshot["role"],
    )


def test_words_said_in_two_places_are_one_source_a_message():
    written = told(*conversation("one two three", "four")).conversation
    places = ((0, 4, 7), (0, 0, 3), (1, 0, 4))
    spans = tuple(Span(turn=turn, start=start, end=end) for turn, start, end in places)
    fact = Fact(text="all", spans=spans)
    found = Findings(usage=read(written).usage, facts=(fact,))
    made = plan("one two three", "four", found=found)

    assert [("7d0f-0", 0, 7), ("7d0f-1", 0, 4)] == [
        (row.message_id, row.start, row.end) for row in made.memories[0].sources
    ]


def _dated(written: Conversation, *, since: str | None, until: str | None) -> Findings:
    fact = Fact(
        text="dated",
        spans=(Span(turn=0, start=0, end=1),),
        valid_from=moment(since),
        valid_to=moment(until),
    )
    return Findings(usage=read(written).usage, facts=(fact,))


def test_an_appearance_of_a_date_is_no_entity():
    written = told(*conversation("x")).conversation
    base = read(written)
    fact = Fact(
        text="dated",
        spans=(Span(turn=0, start=0, end=1),),
        appearances=(Appearance(mention=0, role="other", surface="May"),),
    )
    mentions = (Mention(name="2025-05", type="date"),)
    made = plan("x", found=Findings(usage=base.usage, facts=(fact,), mentions=mentions))

    assert ((), ()) == (made.entities, made.memories[0].mentions)

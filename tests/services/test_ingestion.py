from datetime import UTC, date, datetime

import msgspec

from app.services.additions import Said
from graph.model import ScopeIds
from tests.services.working import Desk, results, texts

BOTH = ScopeIds(user_id="mira", agent_id="helper", run_id="r1")


async def test_a_conversation_becomes_facts_and_relations(desk: Desk):
    event = await desk.add("I works_at Orbit. I likes tea", "Ann works_at Globex")

    assert event.state == "SUCCEEDED", event.error
    assert ["mira works_at Orbit", "mira likes tea", "Ann works_at Globex"] == texts(
        await desk.memories()
    )
    assert [
        ("Ann", "works_at", "Globex"),
        ("mira", "likes", "tea"),
        ("mira", "works_at", "Orbit"),
    ] == await desk.open_triples()


async def test_a_memory_says_which_words_it_comes_from(desk: Desk):
    await desk.add("Hello there. I works_at Orbit")
    memory = (await desk.memories())[1]

    assert [" I works_at Orbit"] == memory.sources
    assert ["Orbit", "mira"] == memory.mentions
    assert memory.has_vector


async def test_an_event_tells_what_it_cost(desk: Desk):
    event = await desk.add("I works_at Orbit. I related_to Ann")

    assert ("fake", 1, 7, 3) == (
        event.extractor,
        event.model_calls,
        event.tokens_in,
        event.tokens_out,
    )
    assert event.graph_state == "SUCCEEDED"
    assert event.milliseconds is not None
    assert event.rejected == 1


async def test_an_event_lists_its_memories_as_the_wire_shows_them(desk: Desk):
    event = await desk.add("I likes tea")
    memory = (await desk.memories())[0]

    assert [
        {
            "id": memory.id,
            "event": "ADD",
            "memory": "mira likes tea",
            "data": {"memory": "mira likes tea"},
            "user_id": "mira",
            "agent_id": None,
            "app_id": None,
            "run_id": None,
        }
    ] == results(event)


async def test_a_conversation_without_facts_succeeds_with_nothing(desk: Desk):
    event = await desk.add("   ", "...")

    assert ("SUCCEEDED", []) == (event.state, results(event))


async def test_the_timestamp_is_when_the_memory_was_made(desk: Desk):
    await desk.add("I likes tea", timestamp=datetime(2023, 5, 7, 9, 30, tzinfo=UTC))
    memory = (await desk.memories())[0]

    assert "2023-05-07T09:30:00Z" == memory.created_at
    assert memory.valid_from.startswith("2023-05-07T09:30:00")


async def test_what_the_caller_gave_lies_on_every_memory(desk: Desk):
    await desk.add(
        "I likes tea. I likes jam",
        metadata={"team": "red", "rank": 3, "tags": ["a", "b"]},
        immutable=True,
        expiration_date=date(2031, 2, 3),
        memory_type="SEMANTIC",
    )
    memories = await desk.memories()

    assert 2 == len(memories)
    assert all(memory.immutable for memory in memories)
    assert {"2031-02-03T23:59:59.999999Z"} == {memory.expires_at for memory in memories}
    assert {"SEMANTIC"} == {memory.memory_type for memory in memories}
    assert [
        'team\x1f"red"',
        "rank\x1f3",
        'tags\x1f"a"',
        'tags\x1f"b"',
        'memory_type\x1f"SEMANTIC"',
    ] == memories[0].metadata_pairs
    assert {"team": "red", "rank": 3, "tags": ["a", "b"], "memory_type": "SEMANTIC"} == (
        msgspec.json.decode(memories[0].metadata or "")
    )


async def test_ids_in_the_metadata_change_nothing(desk: Desk):
    await desk.add("I likes tea", metadata={"user_id": "eve", "agent_id": "x"})
    memory = (await desk.memories())[0]

    assert ("mira", None) == (memory.user_id, memory.agent_id)


async def test_the_name_on_a_message_is_kept_as_its_actor(desk: Desk):
    await desk.add("I likes tea", name="Ann")
    memory = (await desk.memories())[0]

    assert ("Ann", "user", "Ann likes tea") == (memory.actor_id, memory.role, memory.text)


async def test_a_message_named_like_the_user_is_the_user(desk: Desk):
    await desk.add("I likes tea", name="Mira")

    assert [True] == [entity.is_self for entity in await desk.entities() if entity.name == "mira"]


async def test_the_same_fact_in_the_same_scopes_is_kept_once(desk: Desk):
    await desk.add("I likes tea. I likes tea")
    event = await desk.add("I likes tea")

    assert ["mira likes tea"] == texts(await desk.memories())
    assert [] == results(event)


async def test_the_same_words_that_change_something_are_kept(desk: Desk):
    for year, text in ((2022, "I likes tea"), (2023, "formerly I likes tea")):
        await desk.add(text, timestamp=datetime(year, 1, 1, tzinfo=UTC))
    await desk.add("I likes tea", timestamp=datetime(2024, 1, 1, tzinfo=UTC))
    began_again = await desk.open_triples()
    await desk.add("formerly I likes tea", timestamp=datetime(2025, 1, 1, tzinfo=UTC))

    assert [("mira", "likes", "tea")] == began_again
    assert [] == await desk.open_triples()


async def test_the_same_fact_in_another_run_is_another_memory(desk: Desk):
    first = await desk.add("I likes tea", ids=ScopeIds(user_id="mira", run_id="1"))
    second = await desk.add("I likes tea", ids=ScopeIds(user_id="mira", run_id="2"))
    edges = await desk.relations()

    assert 1 == len(edges)
    assert [results(first)[0]["id"], results(second)[0]["id"]] == edges[0].memory_ids


async def test_a_fact_that_was_superseded_may_come_back(desk: Desk):
    await desk.add("I lives_in Oslo", timestamp=datetime(2024, 1, 1, tzinfo=UTC))
    await desk.add("I lives_in Bergen", timestamp=datetime(2025, 1, 1, tzinfo=UTC))
    await desk.add("I lives_in Oslo", timestamp=datetime(2026, 1, 1, tzinfo=UTC))

    assert 3 == len(await desk.memories())
    assert [("mira", "lives_in", "Oslo")] == await desk.open_triples()


async def test_a_conversation_with_a_change_of_mind_is_stored_once(desk: Desk):
    said = ("I lives_in Oslo", "I lives_in Bergen", "I likes tea", "formerly I likes tea")
    await desk.add(*said)
    again = await desk.add(*said)
    later = await desk.add(*said, timestamp=datetime(2027, 1, 1, tzinfo=UTC))

    assert ([], []) == (results(again), results(later))
    assert [("mira", "lives_in", "Bergen")] == await desk.open_triples()


async def test_what_was_said_under_an_earlier_name_is_known(desk: Desk):
    await desk.add("I likes tea. I named Miranda")
    event = await desk.add("I likes tea")

    assert [] == results(event)


async def test_verbatim_messages_are_stored_as_they_are(desk: Desk):
    await desk.add("I likes tea. Hm", infer=False, enable_graph=False)
    memory = (await desk.memories())[0]

    assert ("I likes tea. Hm", ["I likes tea. Hm"]) == (memory.text, memory.sources)
    assert [] == await desk.relations()


async def test_nothing_is_extracted_from_verbatim_messages_without_the_graph(desk: Desk):
    event = await desk.add("I likes tea", infer=False, enable_graph=False)

    assert ("verbatim", 0, "SKIPPED") == (event.extractor, event.model_calls, event.graph_state)


async def test_relations_are_read_from_verbatim_messages(desk: Desk):
    await desk.add("I likes tea. Ann likes jam", "Nothing here", infer=False, enable_graph=True)
    memories = await desk.memories()

    assert ["I likes tea. Ann likes jam", "Nothing here"] == texts(memories)
    assert [("Ann", "likes", "jam"), ("mira", "likes", "tea")] == await desk.open_triples()
    assert [2, 0] == [len(memory.relation_ids) for memory in memories]


async def test_system_messages_are_never_stored_verbatim(desk: Desk):
    said = (Said(role="system", text="Be nice"), Said(role="user", text="I likes tea"))
    await desk.add(messages=said, infer=False)

    assert ["I likes tea"] == texts(await desk.memories())


async def test_without_the_graph_there_are_facts_only(desk: Desk):
    event = await desk.add("I likes tea", enable_graph=False)

    assert ["mira likes tea"] == texts(await desk.memories())
    assert ([], []) == (await desk.relations(), await desk.entities())
    assert "SKIPPED" == event.graph_state


async def test_the_projects_setting_decides_when_the_add_does_not(desk: Desk):
    project = msgspec.structs.replace(desk.access.project, enable_graph=False)
    desk.access = msgspec.structs.replace(desk.access, project=project)
    event = await desk.add("I likes tea")

    assert "SKIPPED" == event.graph_state


async def test_each_fact_goes_to_the_one_who_said_it(desk: Desk):
    said = (Said(role="user", text="I likes tea"), Said(role="assistant", text="I likes jam"))
    await desk.add(messages=said, ids=BOTH)
    mine, its = await desk.memories()

    assert ("mira", None, "r1") == (mine.user_id, mine.agent_id, mine.run_id)
    assert (None, "helper", "r1") == (its.user_id, its.agent_id, its.run_id)
    assert mine.owner_key != its.owner_key
    assert ["run r1", "user mira"] == mine.scopes
    assert ["agent helper", "run r1"] == its.scopes


async def test_the_agents_own_graph_has_the_agent_as_itself(desk: Desk):
    await desk.add("I likes jam", role="assistant", ids=BOTH)
    entities = await desk.entities()

    assert ["helper"] == [entity.name for entity in entities if entity.is_self]
    assert [("helper", "likes", "jam")] == await desk.open_triples()


async def test_verbatim_messages_carry_both_ids(desk: Desk):
    await desk.add("I likes jam", role="assistant", ids=BOTH, infer=False)
    memory = (await desk.memories())[0]

    assert ("mira", "helper", "r1") == (memory.user_id, memory.agent_id, memory.run_id)


async def test_the_user_is_shown_by_the_name_that_is_known(desk: Desk):
    await desk.add("I named Mira Chen", "I likes tea")
    itself = next(entity for entity in await desk.entities() if entity.is_self)

    assert "Mira Chen" == itself.name
    assert ["mira"] == itself.aliases


async def test_a_name_that_is_learned_later_is_shown_from_then_on(desk: Desk):
    await desk.add("I likes tea")
    await desk.add("I named Mira Chen")
    itself = next(entity for entity in await desk.entities() if entity.is_self)

    assert "Mira Chen" == itself.name
    assert ["mira"] == itself.aliases


async def test_entities_have_their_types_as_labels(desk: Desk):
    await desk.add("I works_at Orbit. I age 31")
    labels = {entity.name: set(entity.labels) for entity in await desk.entities()}

    assert {"Entity", "Organization"} == labels["Orbit"]
    assert {"Entity", "Literal"} == labels["31"]
    assert {"Entity", "Person"} == labels["mira"]


async def test_what_is_too_long_for_a_name_is_a_fact_and_no_entity(desk: Desk):
    event = await desk.add(f"I likes {'tea ' * 3000}. I age {'9' * 9000}. I likes jam")

    assert ("SUCCEEDED", 2) == (event.state, event.rejected)
    assert 3 == len(await desk.memories())
    assert [("mira", "likes", "jam")] == await desk.open_triples()

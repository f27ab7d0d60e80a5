from datetime import UTC, datetime
from uuid import uuid4

import pytest

from app.services.deletions import Deletions
from app.services.purges import purge
from graph.errors import KeyReusedError, NotFoundError
from graph.model import ScopeIds
from tests.services.working import Desk, access, addition, results, texts


@pytest.fixture
def deletions(desk: Desk) -> Deletions:
    return Deletions(desk.graph)


def at(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


async def memory_id(desk: Desk, text: str) -> str:
    return next(memory.id for memory in await desk.memories() if memory.text == text)


async def test_a_deleted_memory_is_gone_with_its_relation(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea. I likes jam")
    removal = await deletions.delete(desk.access, await memory_id(desk, "mira likes tea"))

    assert 1 == removal.count
    assert ["mira likes jam"] == texts(await desk.memories())
    assert [("mira", "likes", "jam")] == await desk.open_triples()


async def test_a_deletion_is_a_finished_event(desk: Desk, deletions: Deletions):
    event = await desk.add("I likes tea")
    deleted = results(event)[0]["id"]
    removal = await deletions.delete(desk.access, deleted)
    recorded = await desk.event(removal.event_id)

    assert ("DELETE", "SUCCEEDED") == (recorded.kind, recorded.state)
    assert [{"id": deleted, "event": "DELETE"}] == results(recorded)


async def test_what_another_memory_attests_stays(desk: Desk, deletions: Deletions):
    first = await desk.add("I likes tea", ids=ScopeIds(user_id="mira", run_id="1"))
    await desk.add("I likes tea", ids=ScopeIds(user_id="mira", run_id="2"))
    await deletions.delete(desk.access, results(first)[0]["id"])

    assert [("mira", "likes", "tea")] == await desk.open_triples()


async def test_deleting_the_newer_value_opens_the_older_one(desk: Desk, deletions: Deletions):
    await desk.add("I lives_in Oslo", timestamp=at(2024))
    await desk.add("I lives_in Bergen", timestamp=at(2025))
    superseded = [memory.state for memory in await desk.memories()]
    await deletions.delete(desk.access, await memory_id(desk, "mira lives_in Bergen"))

    assert ["superseded", "active"] == superseded
    assert [("mira", "lives_in", "Oslo")] == await desk.open_triples()
    assert ["active"] == [memory.state for memory in await desk.memories()]


async def test_deleting_what_ended_a_relation_opens_it(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea", timestamp=at(2024))
    await desk.add("formerly I likes tea", timestamp=at(2025))
    ended = await desk.open_triples()
    await deletions.delete(desk.access, await memory_id(desk, "formerly mira likes tea"))

    assert [] == ended
    assert [("mira", "likes", "tea")] == await desk.open_triples()


async def test_deleting_a_correction_takes_it_back(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea", timestamp=at(2024))
    await desk.add("never I likes tea", timestamp=at(2025))
    corrected = await desk.open_triples()
    await deletions.delete(desk.access, await memory_id(desk, "never mira likes tea"))

    assert [] == corrected
    assert [("mira", "likes", "tea")] == await desk.open_triples()


async def test_deleting_a_marriage_opens_the_one_before(desk: Desk, deletions: Deletions):
    await desk.add("Ann married_to Ben", timestamp=at(2024))
    await desk.add("Cleo married_to Ann", timestamp=at(2025))
    newer = await desk.open_triples()
    await deletions.delete(desk.access, await memory_id(desk, "Cleo married_to Ann"))
    older = await desk.open_triples()

    assert [{"Ann", "Cleo"}, {"Ann", "Ben"}] == [
        {triples[0][0], triples[0][2]} for triples in (newer, older)
    ]
    assert [1, 1] == [len(newer), len(older)]


async def test_the_users_name_goes_with_the_memory_that_told_it(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea")
    await desk.add("I named Mira Chen")
    named = [entity.name for entity in await desk.entities() if entity.is_self]
    await deletions.delete(desk.access, await memory_id(desk, "mira named Mira Chen"))
    itself = next(entity for entity in await desk.entities() if entity.is_self)

    assert ["Mira Chen"] == named
    assert ("mira", ["mira"]) == (itself.name, itself.aliases)


async def test_the_name_before_is_shown_again(desk: Desk, deletions: Deletions):
    await desk.add("I named Mira Chen", timestamp=at(2024))
    await desk.add("I named Mira Berg", timestamp=at(2025))
    await deletions.delete(desk.access, await memory_id(desk, "Mira Chen named Mira Berg"))

    assert ["Mira Chen"] == [entity.name for entity in await desk.entities() if entity.is_self]


async def test_linked_memories_go_with_the_one_that_superseded_them(
    desk: Desk, deletions: Deletions
):
    for year, city in ((2023, "Rome"), (2024, "Oslo"), (2025, "Bergen")):
        await desk.add(f"I lives_in {city}", timestamp=at(year))
    newest = await memory_id(desk, "mira lives_in Bergen")
    removal = await deletions.delete(desk.access, newest, delete_linked=True)

    assert 3 == removal.count
    assert [] == await desk.memories()


@pytest.mark.parametrize("unknown", ["0a4a4d1f-1c1e-4f0a-9c55-7d0f6a528e11", "no-uuid", ""])
async def test_an_unknown_memory_is_not_found(desk: Desk, deletions: Deletions, unknown: str):
    with pytest.raises(NotFoundError):
        await deletions.delete(desk.access, unknown)


async def test_a_memory_of_another_project_is_not_found(desk: Desk, deletions: Deletions):
    event = await desk.add("I likes tea")

    with pytest.raises(NotFoundError):
        await deletions.delete(access(str(uuid4())), results(event)[0]["id"])
    assert 1 == len(await desk.memories())


async def test_a_repeated_deletion_gives_the_same_event(desk: Desk, deletions: Deletions):
    event = await desk.add("I likes tea")
    deleted = results(event)[0]["id"]
    first = await deletions.delete(desk.access, deleted, idempotency_key="k")
    second = await deletions.delete(desk.access, deleted, idempotency_key="k")

    assert (first.event_id, 0) == (second.event_id, second.count)


async def test_a_key_of_another_deletion_is_refused(desk: Desk, deletions: Deletions):
    event = await desk.add("I likes tea. I likes jam")
    one, other = (item["id"] for item in results(event))
    await deletions.delete(desk.access, one, idempotency_key="k")

    with pytest.raises(KeyReusedError):
        await deletions.delete(desk.access, other, idempotency_key="k")


async def test_all_memories_of_a_user_go_and_no_others(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea. I likes jam")
    await desk.add("I likes rain", ids=ScopeIds(user_id="ben"))
    removal = await deletions.delete_all(desk.access, purge(ScopeIds(user_id="mira")))

    assert 2 == removal.count
    assert ["ben likes rain"] == texts(await desk.memories())


async def test_expired_memories_go_too(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea", expiration_date=at(2020).date())
    removal = await deletions.delete_all(desk.access, purge(ScopeIds(user_id="mira")))

    assert 1 == removal.count


async def test_deleting_nothing_is_a_success(desk: Desk, deletions: Deletions):
    removal = await deletions.delete_all(desk.access, purge(ScopeIds(user_id="nobody")))
    event = await desk.event(removal.event_id)

    assert (0, "DELETE_ALL", "SUCCEEDED") == (removal.count, event.kind, event.state)


async def test_a_repeated_delete_all_leaves_newer_memories(desk: Desk, deletions: Deletions):
    tree = purge(ScopeIds(user_id="mira"))
    first = await deletions.delete_all(desk.access, tree, idempotency_key="k")
    await desk.add("I likes tea")
    second = await deletions.delete_all(desk.access, tree, idempotency_key="k")

    assert (first.event_id, 0) == (second.event_id, second.count)
    assert 1 == len(await desk.memories())


async def test_stars_delete_what_has_such_an_id(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea")
    await desk.add("I likes jam", ids=ScopeIds(app_id="shop"))
    await desk.add("I likes rain", ids=ScopeIds(run_id="r1"))
    removal = await deletions.delete_all(desk.access, purge(ScopeIds(user_id="*", app_id="*")))

    assert 2 == removal.count
    assert ["User likes rain"] == texts(await desk.memories())


async def test_memories_are_deleted_by_their_metadata(desk: Desk, deletions: Deletions):
    await desk.add("I likes tea", metadata={"team": "red"})
    await desk.add("I likes jam", metadata={"team": "blue"})
    tree = purge(ScopeIds(user_id="mira"), metadata={"team": "red"})
    await deletions.delete_all(desk.access, tree)

    assert ["mira likes jam"] == texts(await desk.memories())


async def test_the_words_of_a_deleted_memory_are_redacted(desk: Desk, deletions: Deletions):
    event = await desk.add("I likes tea")
    await deletions.delete(desk.access, results(event)[0]["id"])
    await desk.add("I likes jam")
    receipt = await desk.additions.add(desk.access, addition("I likes rain"))
    told = await desk.context(receipt.event_id)

    assert ["I likes jam"] == [message.text for message in told.earlier]

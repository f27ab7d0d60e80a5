"""What the write path makes of names that are alike."""

from app.services.merges import Merges
from graph.model import ScopeIds
from graph.session import Graph
from tests.services.working import Desk

MIRA = ScopeIds(user_id="mira")


async def proposed(graph: Graph, desk: Desk) -> list[list[str]]:
    page = await Merges(graph).list(desk.access, MIRA)
    return [sorted((one.one.name, one.other.name, one.state)) for one in page.merges]


async def test_a_nickname_waits_for_review(graph: Graph, desk: Desk):
    await desk.add("I friend_of Robert", ids=MIRA)
    await desk.add("I friend_of Bob", ids=MIRA)

    assert [["Bob", "Robert", "pending"]] == await proposed(graph, desk)


async def test_what_was_kept_apart_is_not_asked_again(graph: Graph, desk: Desk):
    await desk.add("I friend_of Robert", ids=MIRA)
    await desk.add("I friend_of Bob", ids=MIRA)
    (found,) = (await Merges(graph).list(desk.access, MIRA)).merges
    await Merges(graph).reject(desk.access, found.id)
    await desk.add("I likes Bob", ids=MIRA)

    assert [["Bob", "Robert", "rejected"]] == await proposed(graph, desk)


async def test_a_city_has_one_entity_in_every_language(graph: Graph, desk: Desk):
    await desk.add("I lives_in Wien", ids=MIRA)
    await desk.add("I lives_in Vienna", ids=MIRA)

    assert [] == await proposed(graph, desk)
    assert ["Wien"] == [one.object for one in await desk.relations()]

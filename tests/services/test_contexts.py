import pytest

from graph.model import ScopeIds
from tests.fakes import FakeExtractor
from tests.services.working import Desk


async def test_earlier_messages_are_the_context_of_new_ones(desk: Desk):
    extractor = FakeExtractor()
    desk.extractor = extractor
    await desk.add("Ann works_at Globex")
    await desk.add("I likes tea")
    turns = extractor.asked[-1].turns

    assert [("Ann works_at Globex", True), ("I likes tea", False)] == [
        (turn.text, turn.is_context) for turn in turns
    ]


async def test_messages_of_another_run_are_no_context(desk: Desk):
    extractor = FakeExtractor()
    desk.extractor = extractor
    await desk.add("Ann works_at Globex", ids=ScopeIds(user_id="mira", run_id="1"))
    await desk.add("I likes tea", ids=ScopeIds(user_id="mira", run_id="2"))

    assert ["I likes tea"] == [turn.text for turn in extractor.asked[-1].turns]


async def test_known_entities_are_named_to_the_extractor(desk: Desk):
    extractor = FakeExtractor()
    desk.extractor = extractor
    await desk.add("Ann works_at Globex")
    await desk.add("Globex again", ids=ScopeIds(user_id="mira"))

    assert {("Ann", "person"), ("Globex", "organization")} >= {
        (known.name, known.type) for known in extractor.asked[-1].known
    }
    assert ("Globex", "organization") in {
        (known.name, known.type) for known in extractor.asked[-1].known
    }


async def test_the_zone_of_the_speaker_is_told(desk: Desk):
    extractor = FakeExtractor()
    desk.extractor = extractor
    await desk.add("I likes tea", timezone="Asia/Tokyo")
    turn = extractor.asked[0].turns[0]

    assert "2026-06-01T21:00:00+09:00" == turn.sent_at.isoformat()


@pytest.mark.parametrize(
    ("ids", "speaker", "is_self"),
    [
        (ScopeIds(user_id="mira"), "mira", True),
        (ScopeIds(agent_id="helper"), "User", False),
        (ScopeIds(run_id="r1"), "User", True),
        (ScopeIds(app_id="shop"), "User", True),
    ],
)
async def test_the_owner_is_who_says_i(desk: Desk, ids: ScopeIds, speaker: str, is_self: bool):
    extractor = FakeExtractor()
    desk.extractor = extractor
    await desk.add("I likes tea", ids=ids)
    turn = extractor.asked[0].turns[0]

    assert (speaker, is_self) == (turn.speaker, turn.is_self)


async def test_an_agent_alone_speaks_for_itself(desk: Desk):
    await desk.add("I likes jam", role="assistant", ids=ScopeIds(agent_id="helper"))

    assert [("helper", "likes", "jam")] == await desk.open_triples()

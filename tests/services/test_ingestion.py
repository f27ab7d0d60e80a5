from datetime import UTC, date, datetime

import pytest

from extraction.errors import BadModelOutputError, ModelRefusedError, ModelUnavailableError
from graph.model import ScopeIds
from tests.fakes import FailingExtractor, FakeExtractor
from tests.services.working import Desk, addition, results, texts

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

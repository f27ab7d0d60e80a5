import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from app.services.additions import Said, check
from app.services.errors import InvalidRequestError
from app.services.limits import check_json
from graph.errors import KeyReusedError
from graph.events import messages
from graph.model import ScopeIds
from tests.services.working import Desk, addition


async def test_an_add_waits_with_its_messages(desk: Desk):
    said = Said(role="user", text="I likes tea", name="Ann", external_id="m-1")
    receipt = await desk.additions.add(desk.access, addition(messages=(said,)))
    event = await desk.event(receipt.event_id)
    stored = await desk.graph.read(messages, desk.access.project.id, receipt.event_id)

    assert ("ADD", "PENDING", True) == (event.kind, event.state, receipt.is_new)
    assert [("user", "I likes tea", "Ann", "m-1")] == [
        (message.role, message.text, message.name, message.external_id) for message in stored
    ]


async def test_the_request_is_kept_without_the_words(desk: Desk):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    event = await desk.event(receipt.event_id)

    assert "tea" not in event.request


async def test_the_same_key_and_request_are_one_event(desk: Desk):
    first = await desk.additions.add(desk.access, addition("I likes tea"), "k")
    second = await desk.additions.add(desk.access, addition("I likes tea"), "k")

    assert (first.event_id, True, False) == (second.event_id, first.is_new, second.is_new)


async def test_sixteen_requests_at_once_with_one_key_are_one_event(desk: Desk):
    adds = (desk.additions.add(desk.access, addition("I likes tea"), "k") for _ in range(16))
    receipts = await asyncio.gather(*adds)

    assert 1 == len({receipt.event_id for receipt in receipts})
    assert 1 == sum(receipt.is_new for receipt in receipts)


async def test_the_same_key_with_another_request_is_refused(desk: Desk):
    await desk.additions.add(desk.access, addition("I likes tea"), "k")

    with pytest.raises(KeyReusedError):
        await desk.additions.add(desk.access, addition("I likes jam"), "k")


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"ids": ScopeIds()}, "user_id"),
        ({"ids": ScopeIds(user_id="")}, "user_id"),
        ({"ids": ScopeIds(agent_id=" ")}, "agent_id"),
        ({"ids": ScopeIds(user_id="u" * 513)}, "user_id"),
        ({"ids": ScopeIds(run_id="a\0b")}, "run_id"),
        ({"ids": ScopeIds(app_id="a\ud800")}, "app_id"),
        ({"messages": ()}, "messages"),
        ({"messages": (Said(role="user", text=" \n"),)}, "messages"),
        ({"messages": (Said(role="user", text="a\0"),)}, "messages.content"),
        ({"messages": (Said(role="user", text="\udfff"),)}, "messages.content"),
        ({"messages": (Said(role="", text="a"),)}, "messages.role"),
        ({"messages": (Said(role="user", text="a", name="\0"),)}, "messages.name"),
        ({"messages": (Said(role="user", text="a", external_id="i" * 513),)}, "messages.id"),
        ({"metadata": {"a": {"b": ["\0"]}}}, "metadata"),
        ({"metadata": {"a\0": 1}}, "metadata"),
        ({"metadata": {"a": 2**63}}, "metadata"),
        ({"metadata": {"a": [-(2**63) - 1]}}, "metadata"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timestamp": datetime(1, 1, 1, tzinfo=UTC)}, "timestamp"),
        ({"timestamp": datetime(9999, 1, 1, tzinfo=UTC)}, "timestamp"),
        ({"custom_instructions": "a\0"}, "custom_instructions"),
        ({"includes": "\ud800"}, "includes"),
        ({"custom_categories": ({"a": "\0"},)}, "custom_categories"),
    ],
)
def test_what_cannot_be_stored_is_refused_by_name(options: dict[str, Any], field: str):
    with pytest.raises(InvalidRequestError) as refused:
        check(addition("hello", **options))
    assert field == refused.value.field


@pytest.mark.parametrize(
    "options",
    [
        {"ids": ScopeIds(user_id="u" * 512)},
        {"ids": ScopeIds(user_id="a/b c@d#é😀")},
        {"ids": ScopeIds(user_id="MATCH (n) DETACH DELETE n //")},
        {"metadata": {"a": 2**63 - 1, "b": -(2**63), "c": None, "d": 1.5, "e": True}},
        {"timezone": "Asia/Kathmandu"},
        {"timestamp": datetime(2, 1, 1, tzinfo=UTC)},
        {"timestamp": datetime(9998, 12, 31, tzinfo=UTC)},
    ],
)
def test_what_can_be_stored_is_accepted(options: dict[str, Any]):
    check(addition('hello +-&|!(){}[]^"~*?:\\/ `$x`', **options))


def test_metadata_deeper_than_the_stack_is_refused():
    nested: dict[str, object] = {"a": 1}
    for _ in range(50_000):
        nested = {"a": nested}

    with pytest.raises(InvalidRequestError):
        check_json(nested, "metadata")

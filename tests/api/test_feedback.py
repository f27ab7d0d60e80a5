from uuid import uuid4

import httpx
import pytest

from tests.api.conftest import Add

PATH = "/v1/feedback/"
NOBODY = "7f9c0b9e-4a4e-4c3f-9d58-0b6a4f2f7d11"


async def added(add: Add) -> str:
    return (await add("I likes tea"))["results"][0]["id"]


@pytest.mark.parametrize("value", ["POSITIVE", "NEGATIVE", "VERY_NEGATIVE", "positive"])
async def test_feedback_is_kept(add: Add, client: httpx.AsyncClient, value: str):
    body = {"memory_id": await added(add), "feedback": value, "feedback_reason": "just so"}
    answer = (await client.post(PATH, json=body)).json()

    assert (value.upper(), "just so") == (answer["feedback"], answer["feedback_reason"])
    assert isinstance(answer["message"], str)


async def test_a_memory_has_one_feedback(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    first = await client.post(PATH, json={"memory_id": memory_id, "feedback": "POSITIVE"})
    second = await client.post(PATH, json={"memory_id": memory_id, "feedback": "NEGATIVE"})

    assert first.json()["id"] == second.json()["id"]
    assert "NEGATIVE" == second.json()["feedback"]


async def test_feedback_is_taken_back(add: Add, client: httpx.AsyncClient):
    body = {"memory_id": await added(add), "feedback": None, "feedback_reason": None}
    answer = (await client.post(PATH, json=body)).json()

    assert (None, "Feedback removed") == (answer["feedback"], answer["message"])


async def test_feedback_goes_with_its_memory(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    await client.post(PATH, json={"memory_id": memory_id, "feedback": "POSITIVE"})
    deleted = await client.delete(f"/v1/memories/{memory_id}/")
    again = await client.post(PATH, json={"memory_id": memory_id, "feedback": "POSITIVE"})

    assert (200, 404) == (deleted.status_code, again.status_code)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"memory_id": "no-uuid", "feedback": "POSITIVE"}, "Invalid memory_id"),
        ({"memory_id": NOBODY, "feedback": "GOOD"}, "feedback must be one of"),
        ({"memory_id": NOBODY, "feedback": 3}, "feedback: Expected `str | null`"),
    ],
    ids=["memory", "value", "type"],
)
async def test_feedback_that_can_t_be_is_refused(
    client: httpx.AsyncClient, body: dict[str, object], expected: str
):
    answer = await client.post(PATH, json=body)

    assert 400 == answer.status_code
    assert expected in answer.json()["error"]


async def test_feedback_is_about_memories_that_are_there_and_ours(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient, reader: httpx.AsyncClient
):
    body = {"memory_id": await added(add), "feedback": "POSITIVE"}
    answers = [
        await client.post(PATH, json={**body, "memory_id": str(uuid4())}),
        await stranger.post(PATH, json=body),
        await reader.post(PATH, json=body),
    ]

    assert [404, 404, 403] == [answer.status_code for answer in answers]

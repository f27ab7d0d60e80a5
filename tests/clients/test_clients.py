"""mem0's own clients, unmodified, against a service on a real port."""

from typing import Any
from uuid import UUID

import pytest

from tests.clients.conftest import is_refused, rows

Story = dict[str, Any]


def test_every_public_method_is_called(told: Story):
    assert {"add", "search", "delete"} <= {name.split(".")[-1] for name in told["methods"]}
    assert set() == set(told["methods"]) - set(told["called"])


def test_the_client_learns_its_organization_and_project(story: Story):
    assert all(isinstance(story[name], str) and story[name] for name in ("org_id", "project_id"))


def test_a_key_that_nobody_knows_is_refused(version: str, story: Story):
    expected = "AuthenticationError" if version.startswith("js") else "ValueError"

    assert expected == story["wrong_key"]["kind"], story["wrong_key"]


def test_an_added_conversation_is_queued(story: Story):
    queued = story["queued"]

    assert "PENDING" == queued["status"]
    assert UUID(queued["event_id"])


def test_the_event_tells_what_was_remembered(story: Story):
    event = story["event"]

    assert "SUCCEEDED" == event["status"], event
    assert {"ADD"} == {result["event"] for result in event["results"]}


def test_a_list_has_what_the_event_named(story: Story):
    listed = {memory["id"] for memory in rows(story["all"])}

    assert {result["id"] for result in story["event"]["results"]} == listed


def test_a_list_has_facts_in_the_third_person(story: Story):
    facts = " ".join(memory["memory"] for memory in rows(story["all"]))

    assert "Ada" in facts
    assert "Orbit Labs" in facts
    assert not {"I", "My", "my"} & set(facts.split())


def test_a_page_has_as_many_memories_as_asked_and_counts_them_all(story: Story):
    page = story["page"]

    assert 1 == len(page["results"])
    assert len(rows(story["all"])) == page["count"]
    assert page["previous"] is None
    assert page["next"]


def test_metadata_comes_back_as_it_was_given(told: Story):
    memory = rows(told["memories"]["all"])[0]

    assert {"camelKey": 1} == memory["metadata"]


def test_a_search_finds_the_fact_first(story: Story):
    best = story["found"]["results"][0]

    assert "Orbit Labs" in best["memory"]
    assert 0 < best["score"] <= 1


def test_a_search_without_relations_has_memories(story: Story):
    assert "Orbit Labs" in rows(story["found_plainly"])[0]["memory"]


@pytest.mark.parametrize("answer", ["found", "graph"])
def test_relations_are_typed_and_attested(story: Story, answer: str):
    relation = next(
        one
        for one in story[answer]["relations"]
        if (one["source"], one["target"]) == ("Ada", "Orbit Labs")
    )

    assert "works_at" == relation["relationship"]
    assert "person" == relation["source_type"]
    assert "organization" == relation["target_type"]
    assert relation["target"] == relation["destination"]
    assert relation["current"] is True
    assert set(relation["memory_ids"]) <= {memory["id"] for memory in rows(story["all"])}
    assert "Orbit Labs" in relation["fact"]


def test_relations_of_a_search_have_scores(story: Story):
    assert all(0 < relation["score"] <= 1 for relation in story["found"]["relations"])


def test_the_user_is_an_end_of_its_relations(story: Story):
    ends = {(one["relationship"], one["target"]) for one in story["graph"]["relations"]}

    assert ("lives_in", "Bergen") in ends


def test_a_text_that_is_not_to_be_read_is_stored_as_it_is(story: Story):
    stored = story["stored"][0]

    assert "ADD" == stored["event"]
    assert "Mira plays the cello" == story["one"]["memory"]
    assert story["one"]["id"] == stored["id"]


def test_a_memory_has_a_history(story: Story):
    (change,) = story["history"]

    assert "ADD" == change["event"]
    assert "Mira plays the cello" == change["new_memory"]
    assert change["old_memory"] is None


def test_a_deleted_memory_is_not_found(story: Story):
    assert isinstance(story["deleted"]["message"], str)
    assert is_refused(story["gone"], "MemoryNotFoundError", 404), story["gone"]


@pytest.mark.parametrize("step", ["unknown", "unknown_deleted"])
def test_what_is_unknown_is_not_found(story: Story, step: str):
    assert is_refused(story[step], "MemoryNotFoundError", 404), story[step]


def test_a_user_that_nobody_knows_is_not_deleted(version: str, story: Story):
    # the JavaScript client wraps whatever goes wrong here
    expected = "APIError" if version.startswith("js") else "MemoryNotFoundError"

    assert is_refused(story["unknown_user"], expected, 404), story["unknown_user"]


@pytest.mark.parametrize("step", ["malformed", "nothing_to_delete"])
def test_what_makes_no_sense_is_invalid(story: Story, step: str):
    assert is_refused(story[step], "ValidationError", 400), story[step]


@pytest.mark.parametrize("step", ["nobody", "found_for_nobody"])
def test_nothing_is_known_of_nobody(story: Story, step: str):
    assert [] == rows(story[step])


def test_deleting_everything_of_nobody_is_no_error(story: Story):
    assert isinstance(story["all_of_nobody"]["message"], str)


def test_users_are_listed_with_their_memories(story: Story):
    users = {user["name"]: user for user in story["users"]["results"]}
    user = users[story["deleted_user"]]

    assert "user" == user["type"]
    assert 1 == user["total_memories"]


def test_deleting_all_memories_of_a_user_leaves_none(story: Story):
    assert isinstance(story["all_deleted"]["message"], str)
    assert [] == rows(story["left"])


def test_a_deleted_user_is_gone(story: Story):
    assert isinstance(story["user_deleted"]["message"], str)
    assert story["deleted_user"] not in story["users_left"]


def test_a_user_is_deleted_by_the_number_of_its_row(version: str, story: Story):
    if version.startswith("js"):  # Python's clients have no method for it
        assert isinstance(story["user_deleted_by_id"]["message"], str)


def test_a_reset_leaves_nobody(story: Story):
    assert "kind" not in story["reset"], story["reset"]
    assert [] == story["users_after_reset"]["results"]


def test_a_chat_has_no_route(version: str, story: Story):
    if version.startswith("python"):  # JavaScript's clients have no method for it
        assert "NotImplementedError" == story["chat"]["kind"]


def test_the_second_generation_gives_what_the_first_gives(version: str, story: Story):
    if version == "js_2_4_6":
        second = story["second"]

        assert story["all"] == second["all"]
        assert story["page"]["count"] == second["page"]["count"]
        assert "Orbit Labs" in second["found"][0]["memory"]

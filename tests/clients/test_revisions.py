"""Updates, batches and feedback with mem0's own clients, unmodified."""

from typing import Any

from tests.clients.conftest import is_refused

Story = dict[str, Any]
TIMELESS = {"python_0_1_118"}
KNOW_EXPIRY = {"python_2_2_1", "js_3_3_1"}
# they count it in their telemetry in a way that fails, after it was sent
FAIL_AFTER_FEEDBACK = {"python_1_0_11", "python_0_1_118"}


def test_an_update_gives_the_memory_as_it_is_now(story: Story):
    updated = story["updated"]

    assert ("Mira lives in Turin", "Mira lives in Turin") == (updated["memory"], updated["text"])
    assert story["revised_ids"][0] == updated["id"]


def test_metadata_and_time_are_updated_alone(version: str, story: Story):
    retimed = story["retimed"]

    if version in TIMELESS:
        assert "TypeError" == retimed["kind"]
    else:
        assert "Mira lives in Turin" == retimed["memory"]
        assert retimed["created_at"].startswith("2020-09-13T12:26:40")


def test_a_day_of_expiry_is_set_and_cleared_with_null(version: str, story: Story):
    expired, everlasting = story["expired"], story["everlasting"]

    if version in KNOW_EXPIRY:
        assert ("2030-01-31", None) == (
            expired["expiration_date"],
            everlasting["expiration_date"],
        )
    else:
        own = "Error" if version.startswith("js") else "TypeError"
        assert [own] * 2 == [expired["kind"], everlasting["kind"]]


def test_a_history_tells_every_update(version: str, story: Story):
    first, second, *rest = story["updated_history"]

    assert ("ADD", "Mira sings") == (first["event"], first["new_memory"])
    assert ("UPDATE", "Mira sings", "Mira lives in Turin") == (
        second["event"],
        second["old_memory"],
        second["new_memory"],
    )
    assert (version not in TIMELESS) + 2 * (version in KNOW_EXPIRY) == len(rest)


def test_many_memories_are_updated_at_once(story: Story):
    ids = story["revised_ids"][1:]

    assert "Successfully updated 2 memories" == story["updated_many"]["message"]
    assert [f"Mira skis {key}" for key in ids] == story["updated_texts"]


def test_an_update_of_nothing_is_refused(story: Story):
    assert story["empty_update"]["kind"], story["empty_update"]


def test_an_update_of_what_is_not_there_is_not_found(story: Story):
    assert is_refused(story["update_of_unknown"], "MemoryNotFoundError", 404)


def test_feedback_is_taken(version: str, story: Story):
    feedback = story["feedback"]

    if version in FAIL_AFTER_FEEDBACK:
        assert "TypeError" == feedback["kind"]
    else:
        assert ("POSITIVE", "just so") == (feedback["feedback"], feedback["feedback_reason"])
        assert isinstance(feedback["message"], str)


def test_feedback_on_what_is_not_there_is_not_found(story: Story):
    assert is_refused(story["feedback_on_unknown"], "MemoryNotFoundError", 404)


def test_what_a_memory_superseded_goes_along(version: str, story: Story):
    deleted = story["linked_deleted"]

    if version in KNOW_EXPIRY:
        assert 0 == deleted["cascade_count"]
    elif version.startswith("python"):
        assert "TypeError" == deleted["kind"]
    else:
        # it ignores what it does not know
        assert isinstance(deleted["message"], str)


def test_many_memories_are_deleted_at_once(story: Story):
    assert "Successfully deleted 2 memories" == story["deleted_many"]["message"]
    assert is_refused(story["deleted_again"], "MemoryNotFoundError", 404), story["deleted_again"]

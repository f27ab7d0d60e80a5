"""Updates, batches and feedback with mem0's own clients, unmodified."""

from typing import Any

Story = dict[str, Any]
OLD = "python_1_0_11"


def test_an_update_gives_the_memory_as_it_is_now(story: Story):
    updated = story["updated"]

    assert ("Mira lives in Turin", "Mira lives in Turin") == (updated["memory"], updated["text"])
    assert story["revised_ids"][0] == updated["id"]


def test_metadata_and_time_are_updated_alone(story: Story):
    retimed = story["retimed"]

    assert "Mira lives in Turin" == retimed["memory"]
    assert retimed["created_at"].startswith("2020-09-13T12:26:40")


def test_a_day_of_expiry_is_set_and_cleared_with_null(client: str, story: Story):
    expired, everlasting = story["expired"], story["everlasting"]

    if client == OLD:
        assert ["TypeError"] * 2 == [expired["kind"], everlasting["kind"]]
    else:
        assert ("2030-01-31", None) == (
            expired["expiration_date"],
            everlasting["expiration_date"],
        )


def test_a_history_tells_every_update(client: str, story: Story):
    first, second, *rest = story["updated_history"]

    assert ("ADD", "Mira sings") == (first["event"], first["new_memory"])
    assert ("UPDATE", "Mira sings", "Mira lives in Turin") == (
        second["event"],
        second["old_memory"],
        second["new_memory"],
    )
    assert (1 if client == OLD else 3) == len(rest)


def test_many_memories_are_updated_at_once(story: Story):
    ids = story["revised_ids"][1:]

    assert "Successfully updated 2 memories" == story["updated_many"]["message"]
    assert [f"Mira skis {key}" for key in ids] == story["updated_texts"]


def test_an_update_of_nothing_is_refused(story: Story):
    assert story["empty_update"]["kind"], story["empty_update"]


def test_an_update_of_what_is_not_there_is_not_found(story: Story):
    assert "MemoryNotFoundError" == story["update_of_unknown"]["kind"]


def test_feedback_is_taken(client: str, story: Story):
    feedback = story["feedback"]

    if client == OLD:
        # the client counts it in its telemetry in a way that fails, after it was sent
        assert "TypeError" == feedback["kind"]
    else:
        assert ("POSITIVE", "just so") == (feedback["feedback"], feedback["feedback_reason"])
        assert isinstance(feedback["message"], str)


def test_feedback_on_what_is_not_there_is_not_found(story: Story):
    assert "MemoryNotFoundError" == story["feedback_on_unknown"]["kind"]


def test_what_a_memory_superseded_goes_along(client: str, story: Story):
    deleted = story["linked_deleted"]

    if client == OLD:
        assert "TypeError" == deleted["kind"]
    else:
        assert 0 == deleted["cascade_count"]


def test_many_memories_are_deleted_at_once(story: Story):
    assert "Successfully deleted 2 memories" == story["deleted_many"]["message"]
    assert "MemoryNotFoundError" == story["deleted_again"]["kind"], story["deleted_again"]

"""Exports, summaries and profiles with mem0's own clients; each story has a project of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pytest

from tests.clients.conftest import HERE, NODE, ROOT, run, snake_case
from tests.live import Live, key_of_new_project

PROGRAM: Final = HERE / "jobs_story.py"
PYTHONS: Final = ("python_2_2_1", "python_1_0_11")
STORIES: Final = [
    *((version, kind) for version in PYTHONS for kind in ("sync", "async")),
    ("js_3_3_1", "async"),
]
WITH_PROFILES: Final = [story for story in STORIES if story[0] != "python_1_0_11"]
FIELDS: Final = {"city": "Oslo", "favourite_opera": None}

Story = dict[str, Any]
Stories = Callable[[str, str], Story]


@pytest.fixture(scope="session")
def stories(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Stories:
    """Give what a client lived through, told once, all keys in snake_case."""

    @cache
    def story(version: str, kind: str) -> Story:
        program = [ROOT / f".venvs/{version}/bin/python", PROGRAM]
        if version == "js_3_3_1":
            program = [NODE, HERE / "js/jobs_js_3_3_1.mjs"]
        own = replace(live, key=key_of_new_project(live))
        return snake_case(run(program, own, tmp_path_factory.mktemp(version), RELATA_KIND=kind))

    return story


@pytest.fixture(params=STORIES, ids="-".join)
def story(request: pytest.FixtureRequest, stories: Stories) -> Story:
    return stories(*request.param)


@pytest.fixture(params=WITH_PROFILES, ids="-".join)
def profiled(request: pytest.FixtureRequest, stories: Stories) -> Story:
    """What a client with profiles lived through."""
    return stories(*request.param)


@pytest.fixture(params=[one for one in STORIES if one[0] in PYTHONS], ids="-".join)
def python(request: pytest.FixtureRequest, stories: Stories) -> Story:
    return stories(*request.param)


def _is(story: Story, kind: str, status: int) -> bool:
    """Tell whether a call was refused so; the older async client lets httpx speak for itself."""
    own = story["kind"] == "HTTPStatusError" and f" '{status} " in story["message"]
    return own or story["kind"] == kind


def test_an_export_is_taken_up(story: Story):
    assert "Memory export request received" in story["made"]["message"]
    assert story["made"]["id"]


@pytest.mark.parametrize("step", ["by_id", "by_filter"])
def test_an_export_is_filled(story: Story, step: str):
    assert FIELDS == {name: story[step][name] for name in FIELDS}


def test_an_export_says_what_stayed_empty(story: Story):
    assert ["favourite_opera"] == story["by_id"]["relata"]["unfilled"]
    assert "offline" == story["by_id"]["relata"]["extractor"]


def test_an_unknown_export_is_not_found(story: Story):
    assert _is(story["unknown"], "MemoryNotFoundError", 404), story["unknown"]


def test_an_export_is_found_by_its_user(python: Story):
    assert "Oslo" == python["by_user"]["city"]


def test_a_schema_may_be_an_object(python: Story):
    assert python["by_object"]["id"]


@pytest.mark.parametrize("step", ["no_schema", "no_scope", "summary_of_all"])
def test_what_makes_no_sense_is_invalid(python: Story, step: str):
    assert _is(python[step], "ValidationError", 400), python[step]


def test_a_summary_is_told(python: Story):
    (summary,) = python["summary"]

    assert "Oslo" in summary["summary"]
    assert 1 == summary["memories"]


def test_every_method_was_called(python: Story):
    expected = {"create_memory_export", "get_memory_export", "get_summary"}
    if python["has_profiles"]:
        expected |= {
            "get_profile", "generate_profile", "sample_profiles", "get_profile_job",
            "get_profile_settings", "update_profile_settings",
        }  # fmt: skip

    assert set() == expected - set(python["called"])


def test_profiles_are_off_at_first(profiled: Story):
    assert profiled["settings"]["enabled"] is False
    assert "not_enabled" == profiled["before"]["status"]
    assert "ValidationError" == profiled["not_enabled"]["kind"], profiled["not_enabled"]


def test_settings_of_profiles_are_kept(profiled: Story):
    own = profiled["updated"]["entities"]["user"]

    assert profiled["updated"]["enabled"] is True
    assert "Be brief." == own["custom_instructions"]
    assert set(FIELDS) == set(own["schema"]["properties"])


def test_null_clears_a_setting(profiled: Story):
    own = profiled["cleared"]["entities"]["user"]

    assert own["custom_instructions"] is None
    assert own["schema"]


def test_a_profile_is_made(profiled: Story):
    profile = profiled["profile"]

    assert FIELDS == profile["profile"]
    assert ("succeeded", profiled["user"], 1) == (
        profile["status"], profile["entity_id"], profile["generation_count"],
    )  # fmt: skip


def test_a_job_is_followed_to_its_end(profiled: Story):
    job = profiled["status"]["job"]

    assert profiled["job"]["status_url"].startswith("/")
    assert (1, 1, 0, 0) == (job["total"], job["succeeded"], job["failed"], job["skipped"])
    assert job["id"] == profiled["status_by_id"]["job"]["id"]


def test_the_same_key_is_the_same_job(profiled: Story):
    assert (False, True) == (profiled["job"]["replayed"], profiled["again"]["replayed"])
    assert profiled["job"]["job_id"] == profiled["again"]["job_id"]


def test_users_are_sampled(profiled: Story):
    assert [profiled["user"]] == profiled["sample"]["entity_ids"]
    assert 1 == profiled["sample"]["sampled"]
    assert "succeeded" == profiled["sample_status"]["job"]["status"]


def test_nobody_has_no_profile(profiled: Story):
    assert "MemoryNotFoundError" == profiled["nobody"]["kind"], profiled["nobody"]

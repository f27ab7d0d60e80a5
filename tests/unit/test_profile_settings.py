from typing import Any

import msgspec
import pytest

from app.services.errors import InvalidRequestError
from app.services.profile_settings import (
    ProfileChanges,
    ProfileSettings,
    changed_profiles,
    profile_settings_of,
)
from graph.model import Project

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"city": {"type": "string", "description": "Where they live"}},
}


def project(settings: ProfileSettings | None = None) -> Project:
    return Project(
        id="p",
        organization_id="o",
        name="n",
        created_at="2026-01-01T00:00:00Z",
        updated_at="2026-01-01T00:00:00Z",
        profile_settings=None if settings is None else msgspec.json.encode(settings).decode(),
    )


def test_a_new_project_makes_no_profiles():
    assert ProfileSettings() == profile_settings_of(project())


def test_what_is_absent_stays():
    before = ProfileSettings(enabled=True, schema=SCHEMA, custom_instructions="x")

    assert before == changed_profiles(project(before), ProfileChanges())


def test_null_clears():
    before = ProfileSettings(enabled=True, schema=SCHEMA, custom_instructions="x")
    changes = ProfileChanges(schema=None, custom_instructions=None)

    assert ProfileSettings(enabled=True) == changed_profiles(project(before), changes)


def test_the_empty_text_clears_instructions():
    before = ProfileSettings(custom_instructions="x")
    changes = ProfileChanges(custom_instructions="")

    assert changed_profiles(project(before), changes).custom_instructions is None


def test_the_schema_is_kept_as_it_was_given():
    given: dict[str, Any] = SCHEMA | {"title": "Anybody", "$defs": {"Unused": {"type": "string"}}}

    assert given == changed_profiles(project(), ProfileChanges(schema=given)).schema


@pytest.mark.parametrize(
    "changes",
    [
        ProfileChanges(schema={}),
        ProfileChanges(schema={"type": "object", "properties": {"city": {"type": "string"}}}),
        ProfileChanges(custom_instructions="x" * 20_001),
        ProfileChanges(custom_instructions="a\0b"),
    ],
    ids=["empty", "no description", "long", "NUL"],
)
def test_what_makes_no_sense_is_refused(changes: ProfileChanges):
    with pytest.raises(InvalidRequestError):
        changed_profiles(project(), changes)

import msgspec
import pytest
from msgspec import UNSET

from app.services.errors import InvalidRequestError
from app.services.project_settings import Changes, Settings, changed, checked_name, settings_of
from graph.model import Project

NEW = Project(
    id="p", organization_id="o", name="one", created_at="2026-01-01", updated_at="2026-01-01"
)
CATEGORIES: list[dict[str, str] | str] = [{"diet": "what somebody eats"}, "bare"]


def _after(project: Project, **given: object) -> Project:
    row = changed(project, msgspec.convert(given, Changes))
    return msgspec.structs.replace(project, **msgspec.structs.asdict(row))


def test_a_new_project_has_no_settings_of_its_own():
    assert Settings() == settings_of(NEW)


def test_nothing_said_changes_nothing():
    assert NEW == _after(NEW)
    assert all(value is UNSET for value in msgspec.structs.asdict(Changes()).values())


def test_what_is_said_is_set_and_the_rest_stays():
    first = _after(NEW, decay=True, memory_depth="deep", description="what for")
    second = _after(first, decay=False, custom_categories=CATEGORIES)

    assert "what for" == second.description
    assert Settings(memory_depth="deep", custom_categories=CATEGORIES) == settings_of(second)


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_clears_what_may_be_nothing(nothing: str | None):
    project = _after(NEW, custom_instructions="short", version="v2", description="what for")
    cleared = _after(project, custom_instructions=nothing, version=nothing, description=nothing)

    assert NEW == cleared


def test_null_leaves_what_can_t_be_nothing():
    project = _after(NEW, name="two", enable_graph=False, decay=True, multilingual=True)
    names = ("name", "enable_graph", "decay", "multilingual")

    assert project == _after(project, **dict.fromkeys(names))


def test_an_empty_list_of_categories_is_not_none():
    project = _after(NEW, custom_categories=[])

    assert [] == settings_of(project).custom_categories
    assert settings_of(_after(project, custom_categories=None)).custom_categories is None


def test_a_list_of_instructions_is_one_text():
    assert "one\ntwo" == _after(NEW, custom_instructions=["one", "two"]).custom_instructions
    assert _after(NEW, custom_instructions=[]).custom_instructions is None


@pytest.mark.parametrize("name", [None, "", " ", "x" * 201, "a\0b", "\ud800"])
def test_a_name_is_something_to_read(name: str | None):
    with pytest.raises(InvalidRequestError) as refused:
        checked_name(name)

    assert "name" == refused.value.field


@pytest.mark.parametrize(
    "wrong",
    [{"custom_categories": [{"a": "\ud800"}]}, {"usecase_setting": 2**64 - 1}, {"name": ""}],
)
def test_what_can_t_be_stored_is_refused(wrong: dict[str, object]):
    with pytest.raises(InvalidRequestError) as refused:
        _after(NEW, **wrong)

    assert [*wrong] == [refused.value.field]

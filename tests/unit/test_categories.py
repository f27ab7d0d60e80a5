"""Which categories a memory may get."""

import pytest

from app.services.categories import catalogue
from app.services.errors import InvalidRequestError
from app.services.limits import LONGEST_CATEGORY, MOST_CATEGORIES, check_categories
from app.services.project_settings import Changes, changed, own_categories
from extraction.categories import built_in
from graph.model import Project

AT = "2026-06-01T00:00:00Z"
PROJECT = Project(id="p", organization_id="o", name="p", created_at=AT, updated_at=AT)


def _project(*named: dict[str, str] | str) -> Project:
    settings = changed(PROJECT, Changes(custom_categories=list(named))).settings
    return Project(
        id="p", organization_id="o", name="p", created_at=AT, updated_at=AT, settings=settings
    )


@pytest.mark.parametrize("named", [None, (), ({},)])
def test_where_nobody_names_any_there_are_the_built_in_ones(
    named: tuple[dict[str, str], ...] | None,
):
    assert built_in() == catalogue(named)


def test_a_name_counts_once_and_means_what_was_said_last():
    found = catalogue(({"pets": "a", " trees ": "b"}, {"pets ": "c"}))

    assert [("pets", "c"), ("trees", "b")] == [(one.name, one.description) for one in found]


def test_a_projects_bare_names_have_no_description():
    assert ({"pets": ""}, {"trees": "b"}) == own_categories(_project("pets", {"trees": "b"}))


def test_a_project_without_names_has_none_of_its_own():
    assert None is own_categories(_project()) is own_categories(PROJECT)


def test_as_many_names_of_as_many_letters_as_allowed_are_fine():
    check_categories([{f"{number:0{LONGEST_CATEGORY}}": ""} for number in range(MOST_CATEGORIES)])


@pytest.mark.parametrize(
    "wrong",
    [[""], [{" ": ""}], ["a" * (LONGEST_CATEGORY + 1)], [f"{n}" for n in range(101)]],
    ids=["empty", "blank", "long", "many"],
)
def test_names_that_nobody_could_use_are_refused(wrong: list[dict[str, str] | str]):
    with pytest.raises(InvalidRequestError, match="custom_categories"):
        check_categories(wrong)

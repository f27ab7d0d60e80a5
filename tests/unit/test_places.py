import pytest

from app.roles import ORGANIZATION, PROJECT, PROJECTS, role_for
from app.services.keys import Selection
from app.services.places import Place

PATH = {"org_id": "o", "project_id": "p"}


def test_a_path_names_where_it_leads():
    place = Place.from_path(PROJECT, PATH)

    assert ("o", "p", None, False) == (
        place.organization_id,
        place.project_id,
        place.webhook_id,
        place.makes_projects,
    )


def test_a_path_without_places_leads_nowhere():
    assert Place() == Place.from_path("/v1/memories/{memory_id}", {"memory_id": "m"})


def test_projects_are_made_below_an_organization():
    assert Place.from_path(PROJECTS, {"org_id": "o"}).makes_projects
    assert not Place.from_path(ORGANIZATION, {"org_id": "o"}).makes_projects


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (Selection(org_id="o", project_id="p"), Selection()),
        (Selection(org_id="o", project_id="q"), Selection(project_id="q")),
        (Selection(org_id="x", project_id="p"), Selection(org_id="x")),
        (Selection(), Selection()),
    ],
)
def test_what_the_path_says_need_not_be_said_again(said: Selection, left: Selection):
    assert left == Place.from_path(PROJECT, PATH).beside(said)


def test_a_route_without_places_leaves_a_selection_as_it_is():
    said = Selection(org_id="o", project_id="p")

    assert said == Place().beside(said)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_readers_look(method: str):
    assert "READER" == role_for(method, "/anything")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_what_nobody_thought_of_is_closed(method: str):
    assert "OWNER" == role_for(method, "/anything")


def test_only_owners_see_whose_keys_there_are():
    assert "OWNER" == role_for("GET", f"{PROJECT}/keys")

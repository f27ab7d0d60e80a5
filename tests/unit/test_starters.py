"""The queries that every project begins with, and the words that describe the graph."""

import re

import msgspec
import pytest

from app.services.arguments import Parameter, checked, examples, given
from app.services.catalogues import READY, _ready
from app.services.cypher.allowed import TYPES
from app.services.saved_queries import Chart
from graph.saved_queries import SavedQuery
from graph.starters import starters
from graph.vocabulary import vocabulary

STARTERS = pytest.mark.parametrize("one", starters(), ids=lambda one: one.id)
PARAMETER = re.compile(r"\$(\w+)")


def parameters(one: SavedQuery) -> list[Parameter]:
    return msgspec.json.decode(one.parameters, type=list[Parameter])


@STARTERS
def test_a_starter_names_its_parameters(one: SavedQuery):
    assert set(PARAMETER.findall(one.text)) == {each.name for each in parameters(one)}


@STARTERS
def test_a_starter_runs_without_values(one: SavedQuery):
    assert examples(checked(parameters(one))) == given(parameters(one), {})


@STARTERS
def test_a_starter_can_be_shown(one: SavedQuery):
    chart = msgspec.json.decode(one.chart, type=Chart)
    columns = {chart.x, chart.y} - {None}

    assert chart.kind in {"table", "graph", "bar", "line"}
    assert (2 if chart.kind in {"bar", "line"} else 0) == len(columns)
    assert not [name for name in columns if f"AS {name}" not in one.text]


@STARTERS
def test_a_starter_can_be_told_in_a_list(one: SavedQuery):
    assert re.fullmatch(r"[a-z-]+", one.id)
    assert one.name
    assert one.description.endswith(".")


def test_no_two_starters_have_one_name():
    assert len(starters()) == len({one.id for one in starters()})
    assert len(starters()) == len({one.name for one in starters()})


def test_what_is_ready_to_paste_comes_first():
    ready = _ready()

    assert READY == len(ready)
    assert "$" not in ready[0].query


def test_every_type_that_may_be_asked_for_is_explained():
    assert {one.name for one in vocabulary().type} == set(TYPES) - {"SAME_AS"}


def test_every_type_joins_labels_that_are_explained():
    labels = {one.name for one in vocabulary().label}

    assert {side for one in vocabulary().type for side in (one.source, one.target)} <= labels

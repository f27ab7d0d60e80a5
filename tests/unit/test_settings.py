from pathlib import Path

import msgspec
import pytest

from app.settings import Settings, read


def test_everything_has_a_default():
    settings = read({})

    assert (8000, "127.0.0.1", 1, 1) == (
        settings.port,
        settings.host,
        settings.processes,
        settings.workers,
    )


def test_a_setting_is_read_by_its_name_in_capitals():
    assert 9000 == read({"RELATA_PORT": "9000"}).port


def test_an_endpoint_is_set_by_the_names_that_everybody_uses():
    environment = {"OPENAI_BASE_URL": "http://localhost:1/v1", "OPENAI_API_KEY": "k"}

    assert ("http://localhost:1/v1", "k") == (
        read(environment).openai_base_url,
        read(environment).openai_api_key,
    )


def test_an_empty_value_is_none():
    assert read({}) == read({"RELATA_NEO4J_URI": "", "RELATA_PORT": ""})


def test_what_is_not_ours_is_ignored():
    assert read({}) == read({"HOME": "/", "RELATA_SHARED": "../shared"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RELATA_PORT", "many"),
        ("RELATA_PORT", "0"),
        ("RELATA_PORT", "65536"),
        ("RELATA_WORKERS", "-1"),
        ("RELATA_PROCESSES", "0"),
        ("RELATA_EXTRACTOR", "magic"),
        ("RELATA_EMBEDDER", "magic"),
        ("RELATA_NEO4J_URI", "db:7687"),
        ("RELATA_NEO4J_URI", "http://db:7474"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(name: str, value: str):
    with pytest.raises(msgspec.ValidationError, match=name):
        read({name: value})


@pytest.mark.parametrize(
    "uri", ["bolt://db:7687", "neo4j+s://x.databases.neo4j.io", "bolt+ssc://d"]
)
def test_an_address_of_neo4j_is_one_of_the_driver_s(uri: str):
    assert uri == read({"RELATA_NEO4J_URI": uri}).neo4j_uri


def test_the_home_is_an_absolute_path():
    assert Path("somewhere").resolve() == Settings(home="somewhere").home_path


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), "spacy"),
        (Settings(openai_api_key="k"), "openai"),
        (Settings(openai_api_key="k", extractor="spacy"), "spacy"),
        (Settings(extractor="openai"), "openai"),
    ],
)
def test_auto_means_the_model_when_there_is_a_key(settings: Settings, expected: str):
    assert expected == settings.extractor_in_use


def test_the_embedder_never_depends_on_a_key():
    assert "static" == Settings(openai_api_key="k").embedder

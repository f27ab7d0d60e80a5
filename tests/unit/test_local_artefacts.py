"""The lock file that ships, and where artefacts lie."""

from pathlib import Path

import pytest

from graph.local import artefacts
from graph.local.artefacts import Artefact

KERNEL = Artefact(coordinates="org.neo4j:neo4j-kernel:2026.08.1", size=1, sha256="0")
NATIVE = Artefact(coordinates="io.netty:epoll:4.2:linux-x86_64", size=1, sha256="0")


def test_the_path_follows_the_layout_of_a_maven_repository():
    assert "org/neo4j/neo4j-kernel/2026.08.1/neo4j-kernel-2026.08.1.jar" == KERNEL.path


def test_a_classifier_is_part_of_the_file_name_only():
    assert "io/netty/epoll/4.2/epoll-4.2-linux-x86_64.jar" == NATIVE.path


def test_neo4j_itself_is_locked():
    versions = {
        one.coordinates
        for one in artefacts.locked()
        if one.coordinates.startswith("org.neo4j:neo4j:")
    }

    assert {"org.neo4j:neo4j:2026.08.1"} == versions


def test_every_locked_artefact_has_a_sum_and_a_size():
    incomplete = [
        one.coordinates
        for one in artefacts.locked()
        if len(bytes.fromhex(one.sha256)) != 32 or one.size <= 0
    ]

    assert [] == incomplete


def test_no_two_artefacts_share_a_file_name():
    names = [one.file_name for one in artefacts.locked()]

    assert len(set(names)) == len(names)


def test_each_artefact_is_locked_in_one_version():
    names = [
        (group, name, *classifier)
        for one in artefacts.locked()
        for group, name, _, *classifier in [one.coordinates.split(":")]
    ]

    assert len(set(names)) == len(names)


def test_the_cache_lies_where_the_user_keeps_caches(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")

    assert Path("/caches/relata/neo4j") == artefacts.cache_folder()


def test_the_cache_lies_in_the_home_folder_otherwise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    assert Path.home() / ".cache" / "relata" / "neo4j" == artefacts.cache_folder()

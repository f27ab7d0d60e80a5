"""The running Neo4j of the tests, looked at from outside: what it lets in and what it was told."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any, LiteralString

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, Neo4jError

from graph.local import instance
from graph.local.instance import Instance
from graph.session import Graph
from tests.conftest import Neo4jSettings

LOOPBACK_IN_PROC = {
    "0100007F",  # 127.0.0.1
    "0000000000000000FFFF00000100007F",  # the same in IPv6's words
}
LISTENS = "0A"


@pytest.fixture
def server(home: Path, neo4j_settings: Neo4jSettings) -> Instance:
    running = instance.find(home)
    assert running is not None
    assert neo4j_settings.uri == running.uri
    return running


def rows(server: Instance, query: LiteralString, **parameters: Any) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return [record.data() for record in driver.execute_query(query, parameters).records]


def test_it_answers_with_its_password(server: Instance):
    assert [{"one": 1}] == rows(server, "RETURN 1 AS one")


def test_it_refuses_another_password(server: Instance):
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, "neo4j")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_a_home_is_the_same_by_whatever_path(server: Instance, home: Path):
    assert server == instance.find(home / ".." / home.name)


def test_nobody_else_may_read_the_password_and_the_store(server: Instance, home: Path):
    modes = {
        name: stat.S_IMODE((home / name).stat().st_mode) for name in ("neo4j_password", "neo4j")
    }

    assert {"neo4j_password": 0o600, "neo4j": 0o700} == modes
    assert server.password == (home / "neo4j_password").read_text()


def test_the_password_is_in_no_log(server: Instance, home: Path):
    texts = {file.read_text() for file in (home / "neo4j" / "logs").iterdir()}

    assert not any(server.password in text for text in texts)


def test_it_listens_on_loopback_at_one_port_only(server: Instance):
    port = int(server.uri.rpartition(":")[2])

    assert {port} == {number for _, number in listened_on(server.pid)}
    assert LOOPBACK_IN_PROC >= {address for address, _ in listened_on(server.pid)}


def listened_on(pid: int) -> set[tuple[str, int]]:
    sockets = sockets_of(pid)
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
    ]
    own = [words[1] for words in lines if words[3] == LISTENS and f"socket:[{words[9]}]" in sockets]
    return {(address, int(port, 16)) for address, port in (word.split(":") for word in own)}


def sockets_of(pid: int) -> set[str]:
    found = set[str]()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found.add(str(entry.readlink()))
    return found


def test_its_settings_are_in_force(server: Instance):
    expected = {
        "dbms.usage_report.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "server.bolt.telemetry.enabled": "false",
        "server.http.enabled": "false",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "db.transaction.timeout": "2m",
    }
    query = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"

    assert expected == {
        row["name"]: row["value"] for row in rows(server, query, names=list(expected))
    }


def test_it_is_not_in_the_session_of_its_starter(server: Instance):
    assert os.getsid(0) != os.getsid(server.pid)


def refusal(server: Instance, query: LiteralString) -> str | None:
    """Return the code of the error that a query of no second attempt ends with."""
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
        driver.session() as session,
        pytest.raises(Neo4jError) as error,
    ):
        session.run(query).consume()
    return error.value.code


def test_no_file_of_the_machine_can_be_read(server: Instance):
    code = refusal(server, "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")

    assert "Neo.ClientError.Statement.ExternalResourceFailed" == code


def test_a_transaction_cannot_take_all_memory(bare: Graph, home: Path):
    """Asked of the second server, which nobody else needs just now: a broken cap ends it."""
    del bare
    server = instance.find(home / "spare")
    assert server is not None

    code = refusal(server, "UNWIND range(1, 100000000) AS number RETURN size(collect(number))")

    assert "Neo.TransientError.General.MemoryPoolOutOfMemoryError" == code

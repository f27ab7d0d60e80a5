"""Ports of this machine."""

import socket
from collections.abc import Generator
from pathlib import Path

import pytest

from graph.local import ports


@pytest.fixture
def taken() -> Generator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_in_use_is_not_free(taken: int):
    assert not ports.is_free(taken)


def test_a_remembered_port_is_taken_again_when_it_is_free():
    port = ports.chosen(None)

    assert port == ports.chosen(port)


def test_a_remembered_port_in_use_gives_way(taken: int):
    assert taken != ports.chosen(taken)


def test_a_chosen_port_is_none_that_an_outgoing_connection_gets():
    file = Path("/proc/sys/net/ipv4/ip_local_port_range")
    first = int(file.read_text().split()[0]) if file.exists() else 49_152

    assert ports.chosen(None) < first

"""What Neo4j is told."""

from pathlib import Path

from graph.local import configuration
from graph.local.memory import Memory

MEMORY = Memory(heap=1000, pages=600)


def test_every_address_is_loopback():
    addresses = {
        value.partition(":")[0]
        for name, value in configuration.settings(7000, MEMORY).items()
        if name.endswith("_address")
    }

    assert {"127.0.0.1"} == addresses


def test_nothing_reports_to_anybody():
    settings = configuration.settings(7000, MEMORY)
    talkative = ["fleet", "telemetry", "usage_report"]
    values = {value for name, value in settings.items() if any(word in name for word in talkative)}

    assert {"false"} == values


def test_the_memory_is_the_one_given():
    settings = configuration.settings(7000, MEMORY)

    assert "1000m" == settings["server.memory.heap.max_size"]
    assert "600m" == settings["server.memory.pagecache.size"]
    assert "250m" == settings["db.memory.transaction.max"]
    assert "500m" == settings["dbms.memory.transaction.total.max"]


def test_the_port_is_read_back(tmp_path: Path):
    configuration.write(tmp_path / "conf", 23_456, MEMORY)

    assert 23_456 == configuration.port_in(tmp_path / "conf")


def test_there_is_no_port_before_the_first_start(tmp_path: Path):
    assert configuration.port_in(tmp_path / "conf") is None

"""Every migration is applied once, in order, and what was applied may not change."""

import asyncio
import shutil
from pathlib import Path

import pytest

from graph import migrate
from graph.errors import MigrationError, RefusedError
from graph.session import Graph, Tx, connected
from tests.conftest import DIMENSIONS, MIGRATIONS, Neo4jSettings
from tests.migrations.schemas import applied, dimensions_of, names

NAMES = [
    "V001__constraints",
    "V002__indexes",
    "V003__fulltext",
    "V004__vectors",
    "V005__tenancy",
    "V006__merges",
    "V007__graph_reads",
    "V008__exports",
]
ONE = "CREATE INDEX one IF NOT EXISTS FOR (one:One) ON (one.name);\n"
TWO = "CREATE INDEX two IF NOT EXISTS FOR (two:Two) ON (two.name);\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "V001__one.cypher").write_text(ONE)
    return tmp_path


async def test_an_empty_database_gets_everything(bare: Graph):
    assert NAMES == await migrate.migrate(bare, MIGRATIONS, DIMENSIONS)


async def test_the_second_time_nothing_is_done(bare: Graph, folder: Path):
    await migrate.migrate(bare, folder, DIMENSIONS)
    before = await names(bare)

    assert [] == await migrate.migrate(bare, folder, DIMENSIONS)
    assert before == await names(bare)


async def test_each_file_is_written_down_with_its_checksum(bare: Graph, folder: Path):
    await migrate.migrate(bare, folder, DIMENSIONS)

    assert [migrate.read(folder)[0].migration] == await applied(bare)


async def test_a_new_file_is_applied_alone(bare: Graph, folder: Path):
    await migrate.migrate(bare, folder, DIMENSIONS)
    (folder / "V002__two.cypher").write_text(TWO)

    assert ["V002__two"] == await migrate.migrate(bare, folder, DIMENSIONS)
    assert {"one", "two"} <= await names(bare)


async def test_a_changed_file_is_refused(bare: Graph, folder: Path):
    await migrate.migrate(bare, folder, DIMENSIONS)
    (folder / "V001__one.cypher").write_text(ONE + TWO)

    with pytest.raises(MigrationError, match="V001__one is not the V001__one that was applied"):
        await migrate.migrate(bare, folder, DIMENSIONS)

    assert "two" not in await names(bare)


async def test_a_renamed_file_is_refused(bare: Graph, folder: Path):
    await migrate.migrate(bare, folder, DIMENSIONS)
    (folder / "V001__one.cypher").rename(folder / "V001__first.cypher")

    with pytest.raises(MigrationError, match="V001__first is not the V001__one"):
        await migrate.migrate(bare, folder, DIMENSIONS)


async def test_a_missing_file_is_refused(bare: Graph, folder: Path):
    (folder / "V002__two.cypher").write_text(TWO)
    await migrate.migrate(bare, folder, DIMENSIONS)
    (folder / "V002__two.cypher").unlink()

    with pytest.raises(MigrationError, match="the database has V002__two, which this folder lacks"):
        await migrate.migrate(bare, folder, DIMENSIONS)


async def test_a_change_to_an_early_file_shows_in_all_later_checksums(folder: Path):
    (folder / "V002__two.cypher").write_text(TWO)
    before = [file.migration.checksum for file in migrate.read(folder)]
    (folder / "V001__one.cypher").write_text(ONE + "\n")
    after = [file.migration.checksum for file in migrate.read(folder)]

    assert [True, True] == [old != new for old, new in zip(before, after, strict=True)]


async def test_a_file_that_fails_is_not_written_down(bare: Graph, folder: Path):
    (folder / "V002__two.cypher").write_text("CREATE INDEX two FOR nonsense;\n")

    with pytest.raises(RefusedError):
        await migrate.migrate(bare, folder, DIMENSIONS)

    assert [] == await applied(bare)


async def test_a_file_that_failed_can_be_corrected(bare: Graph, folder: Path):
    (folder / "V002__two.cypher").write_text("CREATE INDEX two FOR nonsense;\n")
    with pytest.raises(RefusedError):
        await migrate.migrate(bare, folder, DIMENSIONS)
    (folder / "V002__two.cypher").write_text(TWO)

    assert ["V001__one", "V002__two"] == await migrate.migrate(bare, folder, DIMENSIONS)


async def test_of_processes_that_start_at_once_one_migrates(
    bare: Graph, spare_settings: Neo4jSettings, folder: Path
):
    (folder / "V002__two.cypher").write_text(TWO)
    settings = spare_settings
    drivers = [
        connected(settings.uri, settings.user, settings.password, seconds=30) for _ in range(3)
    ]
    graphs = [bare, *(Graph(driver) for driver in drivers)]
    done = await asyncio.gather(*(migrate.migrate(graph, folder, DIMENSIONS) for graph in graphs))
    for driver in drivers:
        await driver.close()

    assert [[], [], [], ["V001__one", "V002__two"]] == sorted(done)


async def test_the_dimensions_are_those_of_the_embeddings(bare: Graph, tmp_path: Path):
    shutil.copy(MIGRATIONS / "V004__vectors.cypher", tmp_path / "V001__vectors.cypher")
    await migrate.migrate(bare, tmp_path, 12)

    assert {"memory_vector": 12, "message_vector": 12} == await dimensions_of(bare)


async def test_a_process_that_died_before_it_wrote_a_file_down_does_it_again(
    bare: Graph, folder: Path
):
    await migrate.migrate(bare, folder, DIMENSIONS)
    before = await names(bare)
    await bare.write(_forget)

    assert ["V001__one"] == await migrate.migrate(bare, folder, DIMENSIONS)
    assert before == await names(bare)


async def _forget(tx: Tx) -> None:
    await tx.run("MATCH (migration:Migration {version: '001'}) DELETE migration")

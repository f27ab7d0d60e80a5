import pytest

from tests.conftest import Neo4jSettings


@pytest.fixture(scope="session", autouse=True)
def _grammar_is_there(neo4j_settings: Neo4jSettings) -> None:
    """Reading Cypher needs an archive that the tests' Neo4j has brought."""
    del neo4j_settings

"""Where Neo4j's own grammar of Cypher lies: in one of the archives that Neo4j is made of."""

from typing import Final

from graph.errors import LocalServerError
from graph.local.artefacts import cache_folder, locked
from graph.local.downloads import complete

PARSER: Final = "org.neo4j:cypher-v25-antlr-parser:"


def archive() -> bytes:
    """Read the archive, from the user's cache or, once, from Maven Central.

    Raises LocalServerError when it can't be had.
    """
    found = [artefact for artefact in locked() if artefact.coordinates.startswith(PARSER)]
    complete(found, cache_folder())
    if not found:
        raise LocalServerError("The lock file has no parser of Cypher")
    return (cache_folder() / found[0].file_name).read_bytes()

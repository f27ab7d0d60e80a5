"""Asks a Neo4j whether it answers on Bolt."""

from typing import Final

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import LocalServerError

SECONDS_TO_CONNECT: Final = 2


def answers(uri: str, user: str, password: str) -> bool:
    """Tell whether the server answers; a password it does not know is an error."""
    driver = GraphDatabase.driver(
        uri,
        auth=(user, password),
        connection_timeout=SECONDS_TO_CONNECT,
        connection_acquisition_timeout=SECONDS_TO_CONNECT,
        telemetry_disabled=True,
    )
    with driver, driver.session(database="neo4j") as session:
        try:
            session.run("RETURN 1").consume()  # not a managed transaction: those wait and retry
        except AuthError as error:
            raise LocalServerError(
                f"Neo4j at {uri} refuses the password kept for it: it was changed, or its file was."
            ) from error
        except (DriverError, Neo4jError):
            return False
    return True

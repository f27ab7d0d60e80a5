"""Which Neo4j the settings mean."""

from msgspec import Struct

from app.services.errors import SetupError
from app.settings import Settings
from graph.local import instance


class Address(Struct, frozen=True, kw_only=True):
    """Where a Neo4j listens and who may enter."""

    uri: str
    user: str
    password: str


def address(settings: Settings) -> Address:
    """Give the foreign Neo4j that is set, or the running one of this home; raises SetupError."""
    if settings.neo4j_uri:
        return Address(
            uri=settings.neo4j_uri,
            user=settings.neo4j_user,
            password=settings.neo4j_password or "",
        )
    running = instance.find(settings.home_path)
    if running is None:
        raise SetupError(
            f"No Neo4j runs for {settings.home_path}: start the service (`make run`) "
            "or the database alone (`python -m app neo4j start`)."
        )
    return Address(uri=running.uri, user=running.user, password=running.password)

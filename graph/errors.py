"""What can go wrong between a service and Neo4j.

GraphError
 ├ NotFoundError(kind, key)   nothing there that the caller may see
 ├ ConflictError              somebody else wrote first: read again, decide again
 │  ├ StalePlanError          an owner's graph changed after it was read: plan again
 │  ├ KeyReusedError          the same Idempotency-Key with another request
 │  ├ WrongStateError         the event is not in a state in which that can be done
 │  └ LastOwnerError          nobody would be left who may change the project
 ├ RefusedError               the statement itself is wrong: a bug here, never the caller's fault
 ├ QueryFailedError           a caller's own query failed: the caller's fault, with the reason
 ├ UnavailableError           no server, or it gave up: try again later
 ├ MigrationError             the folder of migrations and the database disagree
 ├ EmbeddingMismatchError     the stored vectors come from another model; says what to do
 └ LocalServerError           our own Neo4j can't be set up, started or stopped; says what to do
"""


class GraphError(Exception):
    """The database could not do what was asked."""

    def __init__(self, message: str | None = None) -> None:
        """Take the class's docstring as the message when none is given."""
        super().__init__(message or self.__doc__)


class NotFoundError(GraphError):
    """There is no such thing here."""

    def __init__(self, kind: str, key: str) -> None:
        """Name what was looked for."""
        super().__init__(f"{kind} {key!r} does not exist")
        self.kind = kind
        self.key = key


class ConflictError(GraphError):
    """Something else was written at the same time."""


class StalePlanError(ConflictError):
    """An owner's graph changed after it was read."""


class KeyReusedError(ConflictError):
    """The Idempotency-Key was used for another request."""


class WrongStateError(ConflictError):
    """The event is not in a state in which that can be done."""


class LastOwnerError(ConflictError):
    """The last OWNER stays: give somebody else the role first."""


class RefusedError(GraphError):
    """Neo4j refused the statement."""


class QueryFailedError(GraphError):
    """The query failed."""


class UnavailableError(GraphError):
    """Neo4j can't be reached."""


class MigrationError(GraphError):
    """The folder of migrations and the database disagree."""


class EmbeddingMismatchError(GraphError):
    """The stored vectors come from another model."""


class LocalServerError(GraphError):
    """The Neo4j of this machine can't be run."""

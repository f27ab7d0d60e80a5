"""What a caller can do wrong, and what can fail while the caller waits.

ServiceError
 ├ InvalidRequestError(message, field)   the request can't be understood or obeyed as it is
 │  └ QueryRefusedError(line, column)     Cypher that is none, or that can't be proved harmless
 ├ UnauthenticatedError                  no key, or one that is unknown or revoked
 ├ ForbiddenError                        the key's member may not do this, or not there
 ├ LimitExceededError(retry_after)       too many requests: again after that many seconds
 ├ NotReadyError(message, retry_after)   a worker is still at it: again after that many seconds
 ├ EventFailedError(event_id, reason)    the model failed while the caller waited for the event
 ├ AlreadyRunningError                   this home already has a service
 └ SetupError                            the service can't start as it is set; says what to do
"""


class ServiceError(Exception):
    """The request could not be served."""

    def __init__(self, message: str | None = None) -> None:
        """Take the class's docstring as the message when none is given."""
        super().__init__(message or self.__doc__)


class InvalidRequestError(ServiceError):
    """The request is not valid."""

    def __init__(self, message: str | None = None, field: str | None = None) -> None:
        """Name the field that is wrong when it is one field."""
        super().__init__(message)
        self.field = field


class QueryRefusedError(InvalidRequestError):
    """The query can't be run here."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        """Name the place in the query, both counted from 1, when it is one place."""
        place = "" if line is None else f"Line {line}, column {column}: "
        super().__init__(place + message, "query")
        self.line = line
        self.column = column


class UnauthenticatedError(ServiceError):
    """No valid API key was given: send the header `Authorization: Token <your key>`."""


class ForbiddenError(ServiceError):
    """The key may not do that."""


class LimitExceededError(ServiceError):
    """Too many requests."""

    def __init__(self, retry_after: int, message: str | None = None) -> None:
        """Say after how many seconds to try again."""
        super().__init__(message)
        self.retry_after = retry_after


class NotReadyError(ServiceError):
    """A worker is still at it."""

    def __init__(self, message: str, retry_after: int) -> None:
        """Say after how many seconds to ask again."""
        super().__init__(message)
        self.retry_after = retry_after


class EventFailedError(ServiceError):
    """The event failed while its caller waited; its messages are kept, so it can be replayed."""

    def __init__(self, event_id: str, reason: str) -> None:
        """Name the event and why it failed."""
        super().__init__(f"Event {event_id} failed: {reason}")
        self.event_id = event_id
        self.reason = reason


class AlreadyRunningError(ServiceError):
    """A Relata is already running with this home."""


class SetupError(ServiceError):
    """Relata can't start with these settings."""

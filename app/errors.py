"""One table from error to status, and the one body that every error has."""

import logging
import re
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, InternalServerException, ValidationException
from litestar.types import Message, Scope
from msgspec import Struct

from app.services.errors import (
    EventFailedError,
    ForbiddenError,
    InvalidRequestError,
    LimitExceededError,
    NotReadyError,
    QueryRefusedError,
    UnauthenticatedError,
)
from app.services.rates import Rate
from extraction.errors import ExtractionError
from graph.errors import (
    ConflictError,
    KeyReusedError,
    NotFoundError,
    QueryFailedError,
    UnavailableError,
)

logger = logging.getLogger(__name__)

STATUS: Final[dict[type[Exception], int]] = {
    InvalidRequestError: 400,
    QueryFailedError: 400,
    UnauthenticatedError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    NotReadyError: 404,
    ConflictError: 409,
    KeyReusedError: 422,
    LimitExceededError: 429,
    EventFailedError: 502,  # 502 means one thing: a model failed while the caller waited
    ExtractionError: 502,
    UnavailableError: 503,
}
HTTP_BAD: Final = 400
HTTP_INTERNAL: Final = 500
SECONDS_UNTIL_BACK: Final = 2
MISSING: Final = {
    "memory": "Memory not found!",
    "page": "Invalid page.",
    "event": "Event not found or you don't have permission to access it.",
    "organization": "Organization not found",
    "project": "Organization or project not found",
    "webhook": "Webhook not found",
    "relation": "Relation not found",
    "merge": "Merge not found",
    "entity": "Entity not found",
    "saved query": "Saved query not found",
    "export": "No memory export request found",
    "profile job": "Profile job not found",
}
NO_BODY: Final = "The body must be a JSON object."
UNEXPECTED: Final = "Something went wrong here; the log has it under this request_id."
ERROR_OF_400: Final = "error_of_400"
SENTENCE_OF_403: Final = "sentence_of_403"
HTTP_FORBIDDEN: Final = 403
_REQUEST_ID: Final = "relata_request_id"
_SANE_ID: Final = re.compile(rb"[\w.:-]{1,128}")
_IN_BODY: Final = re.compile(r"`\$\.data\.?(?P<field>[\w.]*)")
_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

Requested = Request[Any, Any, Any]


class ProblemDetails(Struct, kw_only=True, omit_defaults=True):
    """What is known about an error beyond its sentence."""

    message: str
    field: str | None = None
    event_id: str | None = None
    reason: str | None = None
    line: int | None = None
    column: int | None = None


class Problem(Struct, kw_only=True):
    """Every error's body: whichever key a client reads, it finds the sentence there."""

    detail: str
    error: str
    message: str
    details: ProblemDetails
    code: str
    request_id: str


def request_id(scope: Scope) -> str:
    """Give the request's id: the caller's own if it is a plain word, else a new one."""
    state: dict[str, Any] = scope.setdefault("state", {})
    if _REQUEST_ID not in state:
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        is_sane = _SANE_ID.fullmatch(given) is not None
        state[_REQUEST_ID] = given.decode() if is_sane else uuid4().hex
    return state[_REQUEST_ID]


async def name_request(message: Message, scope: Scope) -> None:
    """Put X-Request-ID on a response as it starts, and what is left of the key's minute."""
    if message["type"] == "http.response.start":
        header = (b"x-request-id", request_id(scope).encode())
        rate: Rate | None = scope["state"].get("rate")
        rated = () if rate is None else rate.headers
        message["headers"] = [*message["headers"], header, *rated]


def answer(request: Requested, error: Exception) -> Response[Problem]:
    """Answer any error: its status from the table, its sentence in every key clients read."""
    error = _understood(error)
    status = _status(error)
    if status == HTTP_INTERNAL:
        logger.error("request %s failed", request_id(request.scope), exc_info=error)
    opt = request.scope["route_handler"].opt if "route_handler" in request.scope else {}
    details = _details(error, status)
    if status == HTTP_FORBIDDEN:
        details.message = opt.get(SENTENCE_OF_403, details.message)
    problem = Problem(
        detail=details.message,
        error=opt.get(ERROR_OF_400, details.message) if status == HTTP_BAD else details.message,
        message=details.message,
        details=details,
        code=_code(error),
        request_id=request_id(request.scope),
    )
    return Response(problem, status_code=status, headers=_headers(error), media_type=MediaType.JSON)


def _understood(error: Exception) -> Exception:
    """Blame the body for a field that Litestar takes for a provider because of its name."""
    cause = error.__cause__
    if not isinstance(error, InternalServerException) or not isinstance(
        cause, msgspec.ValidationError
    ):
        return error
    found = _IN_BODY.search(str(cause))
    if found is None:
        return error
    fault = {"message": str(cause).split(" - ")[0], "key": found["field"] or "data"}
    return ValidationException(extra=[fault])


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    known = (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return next(known, HTTP_INTERNAL)


def _details(error: Exception, status: int) -> ProblemDetails:
    match error:
        case HTTPException():
            return _litestar_details(error, status)
        case InvalidRequestError():
            return _request_details(error)
        case NotFoundError():
            return ProblemDetails(message=MISSING.get(error.kind.casefold(), str(error)))
        case EventFailedError():
            return ProblemDetails(message=str(error), event_id=error.event_id, reason=error.reason)
        case UnavailableError():
            # the driver's words name addresses that are nobody's business outside
            return ProblemDetails(message=f"{UnavailableError.__doc__} Try again soon.")
        case _:
            return ProblemDetails(message=str(error) if status != HTTP_INTERNAL else UNEXPECTED)


def _request_details(error: InvalidRequestError) -> ProblemDetails:
    details = ProblemDetails(message=str(error), field=error.field)
    if isinstance(error, QueryRefusedError):
        details.line, details.column = error.line, error.column
    return details


def _litestar_details(error: HTTPException, status: int) -> ProblemDetails:
    if status == HTTP_INTERNAL:
        return ProblemDetails(message=UNEXPECTED)
    faults = error.extra if isinstance(error.extra, list) else []
    if not faults:
        return ProblemDetails(message=error.detail)
    fault = faults[0]
    name = str(fault.get("key", "body"))
    if name == "data":
        return ProblemDetails(message=NO_BODY)
    return ProblemDetails(message=f"{name}: {fault['message']}", field=name)


def _code(error: Exception) -> str:
    if isinstance(error, HTTPException):
        return HTTPStatus(error.status_code).name.casefold()
    return _WORD.sub("_", type(error).__name__.removesuffix("Error")).casefold()


def _headers(error: Exception) -> dict[str, str]:
    match error:
        case UnauthenticatedError():
            return {"WWW-Authenticate": "Token"}
        case LimitExceededError() | NotReadyError():
            return {"Retry-After": str(error.retry_after)}
        case UnavailableError():
            return {"Retry-After": str(SECONDS_UNTIL_BACK)}
        case HTTPException():
            return error.headers or {}
        case _:
            return {}

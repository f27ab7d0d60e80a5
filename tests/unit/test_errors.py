import pytest
from litestar import Request
from litestar.exceptions import ClientException, ValidationException
from litestar.types import Message, Scope

from app.errors import Problem, answer, name_request, request_id
from app.services.errors import (
    EventFailedError,
    ForbiddenError,
    InvalidRequestError,
    LimitExceededError,
    UnauthenticatedError,
)
from extraction.errors import BadModelOutputError, ModelUnavailableError
from graph.errors import (
    KeyReusedError,
    NotFoundError,
    RefusedError,
    UnavailableError,
    WrongStateError,
)


def _scope(*headers: tuple[bytes, bytes]) -> Scope:
    return {"type": "http", "headers": list(headers), "state": {}}  # pyright: ignore[reportReturnType] - what is read of it


def _answered(error: Exception) -> tuple[int, Problem, dict[str, str]]:
    response = answer(Request(_scope()), error)
    return response.status_code or 0, response.content, response.headers


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (InvalidRequestError("no"), 400, "invalid_request"),
        (UnauthenticatedError(), 401, "unauthenticated"),
        (ForbiddenError(), 403, "forbidden"),
        (NotFoundError("memory", "5"), 404, "not_found"),
        (WrongStateError(), 409, "wrong_state"),
        (KeyReusedError(), 422, "key_reused"),
        (LimitExceededError(7), 429, "limit_exceeded"),
        (EventFailedError("e", "why"), 502, "event_failed"),
        (ModelUnavailableError(), 502, "model_unavailable"),
        (BadModelOutputError(), 502, "bad_model_output"),
        (UnavailableError(), 503, "unavailable"),
        (RefusedError("a bug of ours"), 500, "refused"),
        (ZeroDivisionError("a bug of ours"), 500, "zero_division"),
        (ClientException("no", status_code=413), 413, "request_entity_too_large"),
    ],
)
def test_an_error_has_a_status_and_a_word(error: Exception, status: int, code: str):
    found, problem, _ = _answered(error)

    assert (status, code) == (found, problem.code)


@pytest.mark.parametrize("error", [InvalidRequestError("why"), ClientException("why")])
def test_the_sentence_stands_in_every_key(error: Exception):
    _, problem, _ = _answered(error)

    assert ("why", "why", "why", "why") == (
        problem.detail,
        problem.error,
        problem.message,
        problem.details.message,
    )


def test_a_bug_of_ours_keeps_its_words_inside(caplog: pytest.LogCaptureFixture):
    _, problem, _ = _answered(RefusedError("MATCH (secret)"))

    assert "secret" not in problem.detail
    assert "MATCH (secret)" in caplog.text
    assert problem.request_id in caplog.text


def test_the_field_that_is_wrong_is_named():
    _, problem, _ = _answered(InvalidRequestError("no", "user_id"))

    assert "user_id" == problem.details.field


def test_litestar_s_faults_name_their_field():
    extra = [{"message": "Expected `str`, got `int`", "key": "user_id", "source": "body"}]
    _, problem, _ = _answered(ValidationException("Validation failed", extra=extra))

    assert "user_id: Expected `str`, got `int`" == problem.detail


def test_a_failed_event_can_be_found_again():
    _, problem, _ = _answered(EventFailedError("the-event", "no such model"))

    assert ("the-event", "no such model") == (problem.details.event_id, problem.details.reason)


@pytest.mark.parametrize(
    ("error", "header", "expected"),
    [
        (UnauthenticatedError(), "WWW-Authenticate", "Token"),
        (LimitExceededError(7), "Retry-After", "7"),
        (UnavailableError(), "Retry-After", "2"),
    ],
)
def test_some_errors_say_more_in_a_header(error: Exception, header: str, expected: str):
    _, _, headers = _answered(error)

    assert expected == headers[header]


def test_a_request_has_one_id():
    scope = _scope()

    assert request_id(scope) == request_id(scope)
    assert request_id(scope) != request_id(_scope())


def test_a_caller_may_bring_an_id():
    assert "trace-1.2:3" == request_id(_scope((b"x-request-id", b"trace-1.2:3")))


@pytest.mark.parametrize("given", [b"", b"a b", b"x" * 200, b"a\r\nb: c", b"\xff"])
def test_an_id_that_is_no_plain_word_is_replaced(given: bytes):
    assert given.decode("latin-1") != request_id(_scope((b"x-request-id", given)))


async def test_every_response_carries_the_id():
    scope = _scope((b"x-request-id", b"mine"))
    message: Message = {"type": "http.response.start", "status": 200, "headers": []}
    await name_request(message, scope)

    assert [(b"x-request-id", b"mine")] == list(message["headers"])

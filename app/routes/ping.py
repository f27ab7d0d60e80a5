"""The first thing every client asks: whether the key works, and for which project."""

from typing import Literal

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from app.routes.documentation import ERRORS
from graph.model import Access


class PingOut(Struct, frozen=True, kw_only=True):
    """Clients refuse to start without the organization and the project."""

    status: Literal["ok"] = "ok"
    org_id: str
    project_id: str
    user_email: str | None


@get("/v1/ping", status_code=200, responses=ERRORS, summary="Check a key", tags=["service"])
async def ping(access: NamedDependency[Access]) -> PingOut:
    """Say that the key works, and what it opens."""
    return PingOut(
        org_id=access.project.organization_id,
        project_id=access.project.id,
        user_email=header_safe(access.email),
    )


def header_safe(email: str | None) -> str | None:
    """Leave out an e-mail that JavaScript clients can't put into a header, as they would."""
    is_safe = email is not None and all(character <= "\xff" for character in email)
    return email if is_safe else None


HANDLERS = [ping]

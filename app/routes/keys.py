"""API keys of a project: made, listed without themselves, revoked at once."""

from typing import Annotated, Final

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from app.errors import SENTENCE_OF_403
from app.roles import PROJECT
from app.routes.documentation import ERRORS, WRITE_ERRORS
from app.routes.instants import shown
from app.services.keys import KeyForm, Keys
from graph.model import Access, ApiKey, Role

ALL: Final = f"{PROJECT}/keys".replace("_id}", "_id:str}")
CLOSED: Final = {SENTENCE_OF_403: "Unauthorized to modify this project."}


class KeyBody(Struct, frozen=True, kw_only=True):
    """A new key; for somebody else's e-mail it is bound to this project."""

    name: Annotated[str, Meta(max_length=200)] | None = None
    role: Role = "OWNER"
    email: str | None = None
    is_bound: bool = False


class KeyOut(Struct, frozen=True, kw_only=True):
    """A key by its first characters."""

    id: str
    name: str | None
    prefix: str
    role: Role
    email: str
    is_bound: bool
    created_at: str
    last_used_at: str | None

    @classmethod
    def from_key(cls, key: ApiKey) -> "KeyOut":
        """Show a key."""
        return cls(
            id=key.id,
            name=key.name,
            prefix=key.prefix,
            role=key.role,
            email=key.email,
            is_bound=key.is_bound,
            created_at=shown(key.created_at),
            last_used_at=None if key.last_used_at is None else shown(key.last_used_at),
        )


class NewKeyOut(Struct, frozen=True, kw_only=True):
    """A new key: the only answer that has the key itself."""

    id: str
    name: str | None
    prefix: str
    role: Role
    email: str
    is_bound: bool
    created_at: str
    key: str


class KeyGone(Struct, frozen=True, kw_only=True):
    """What was done."""

    message: str = "API key revoked."


@get(ALL, status_code=200, responses=ERRORS, opt=CLOSED, summary="List API keys", tags=["keys"])
async def list_keys(access: NamedDependency[Access], keys: NamedDependency[Keys]) -> list[KeyOut]:
    """List the keys whose default this project is, by how they begin."""
    return [KeyOut.from_key(key) for key in await keys.of_project(access)]


@post(
    ALL,
    status_code=201,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Make an API key",
    tags=["keys"],
)
async def create_key(
    data: JSONBody[KeyBody], access: NamedDependency[Access], keys: NamedDependency[Keys]
) -> NewKeyOut:
    """Make a key of this project and show it, this once."""
    form = KeyForm(role=data.role, name=data.name, email=data.email, is_bound=data.is_bound)
    made = await keys.add(access, form)
    return NewKeyOut(
        id=made.key.id,
        name=made.key.name,
        prefix=made.key.prefix,
        role=made.key.role,
        email=made.key.email,
        is_bound=made.key.is_bound,
        created_at=shown(made.key.created_at),
        key=made.secret,
    )


@delete(
    f"{ALL}/{{key_id:str}}",
    status_code=200,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Revoke an API key",
    tags=["keys"],
)
async def revoke_key(
    key_id: FromPath[str], access: NamedDependency[Access], keys: NamedDependency[Keys]
) -> KeyGone:
    """Make a key useless, at once and everywhere."""
    await keys.revoke_in(access, key_id)
    return KeyGone()


HANDLERS = [list_keys, create_key, revoke_key]

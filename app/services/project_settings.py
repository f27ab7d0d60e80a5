"""Pure: what OWNERs set for a project, and what a change of it leaves."""

from typing import Final, cast

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict, replace

from app.services.errors import InvalidRequestError
from app.services.limits import check_categories, check_json, check_text
from graph.model import Project
from graph.projects import ProjectRow

LONGEST_NAME: Final = 200
OWN: Final = frozenset({"name", "description", "enable_graph", "custom_instructions"})


class Settings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The settings that are kept together as JSON; docs/compatibility.md says which do what."""

    agent_custom_instructions: str | None = None
    custom_categories: list[dict[str, str] | str] | None = None
    retrieval_criteria: list[dict[str, object]] | None = None
    multilingual: bool = False
    decay: bool = False
    memory_depth: str | None = None
    usecase_setting: str | int | None = None
    version: str | None = None
    inclusion_prompt: str | None = None
    exclusion_prompt: str | None = None


class Changes(Struct, frozen=True, kw_only=True):
    """A change of settings: what is UNSET stays, null removes where there can be nothing."""

    name: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    enable_graph: bool | UnsetType | None = UNSET
    custom_instructions: str | list[str] | UnsetType | None = UNSET
    agent_custom_instructions: str | UnsetType | None = UNSET
    custom_categories: list[dict[str, str] | str] | UnsetType | None = UNSET
    retrieval_criteria: list[dict[str, object]] | UnsetType | None = UNSET
    multilingual: bool | UnsetType | None = UNSET
    decay: bool | UnsetType | None = UNSET
    memory_depth: str | UnsetType | None = UNSET
    usecase_setting: str | int | UnsetType | None = UNSET
    version: str | UnsetType | None = UNSET
    inclusion_prompt: str | UnsetType | None = UNSET
    exclusion_prompt: str | UnsetType | None = UNSET


NEVER_NULL: Final = frozenset({"name", "enable_graph", "multilingual", "decay"})
NOTHING: Final = Settings()
_decoded = msgspec.json.Decoder(Settings).decode


def settings_of(project: Project) -> Settings:
    """Give the settings of a project."""
    return NOTHING if project.settings is None else _decoded(project.settings)


def own_categories(project: Project) -> tuple[dict[str, str], ...] | None:
    """Give the project's categories, None when it has the built-in ones."""
    given = settings_of(project).custom_categories
    return tuple({one: ""} if isinstance(one, str) else one for one in given or ()) or None


def changed(project: Project, changes: Changes) -> ProjectRow:
    """Give the project's row after a change; raises InvalidRequestError."""
    given = _given(changes)
    settings = replace(
        settings_of(project), **{name: given[name] for name in given if name not in OWN}
    )
    own = {name: given[name] for name in given if name in OWN}
    row = msgspec.convert({**asdict(project), **own, "settings": None}, ProjectRow)
    encoded = None if settings == NOTHING else msgspec.json.encode(settings).decode()
    return replace(row, settings=encoded)


def checked_name(name: str | None) -> str:
    """Give a name that people can read; raises InvalidRequestError."""
    named = (name or "").strip()
    if not named:
        raise InvalidRequestError("name: This field is required.", "name")
    if len(named) > LONGEST_NAME:
        raise InvalidRequestError(f"name may have at most {LONGEST_NAME} characters", "name")
    check_text(named, "name")
    return named


def _given(changes: Changes) -> dict[str, object]:
    given = {
        name: _stored(name, value)
        for name, value in asdict(changes).items()
        if value is not UNSET and not (value is None and name in NEVER_NULL)
    }
    for name, value in given.items():
        check_json(value, name)
    check_categories(cast("list[dict[str, str] | str]", given.get("custom_categories") or []))
    if "name" in given:
        given["name"] = checked_name(cast("str | None", given["name"]))
    return given


def _stored(name: str, value: object) -> object:
    """Give null for the empty text that clears, and one text for a list of instructions."""
    if name == "custom_instructions" and isinstance(value, list):
        value = "\n".join(cast("list[str]", value))
    return None if value == "" else value

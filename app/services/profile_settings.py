"""Pure: what OWNERs set for the profiles of a project's users."""

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from app.services.forms import instructions_of, profile_form_of
from graph.model import Project


class ProfileSettings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether profiles are made, in which form, and what a model is told about it.

    The schema is as it was given; `profile_form_of` makes it plain.
    """

    enabled: bool = False
    schema: dict[str, object] | None = None
    custom_instructions: str | None = None


class ProfileChanges(Struct, frozen=True, kw_only=True):
    """A change: what is UNSET stays, null clears."""

    enabled: bool | UnsetType = UNSET
    schema: dict[str, object] | UnsetType | None = UNSET
    custom_instructions: str | UnsetType | None = UNSET


def profile_settings_of(project: Project) -> ProfileSettings:
    """Give the settings of a project."""
    stored = project.profile_settings
    return ProfileSettings() if stored is None else _decoded(stored)


def changed_profiles(project: Project, changes: ProfileChanges) -> ProfileSettings:
    """Give the settings after a change; raises InvalidRequestError."""
    if isinstance(changes.schema, dict):
        profile_form_of(changes.schema)
    given = {
        name: value
        for name in changes.__struct_fields__
        if (value := getattr(changes, name)) is not UNSET
    }
    if isinstance(changes.custom_instructions, str):
        field = "custom_instructions"
        given[field] = instructions_of(changes.custom_instructions, field)
    return replace(profile_settings_of(project), **given)


_decoded = msgspec.json.Decoder(ProfileSettings).decode

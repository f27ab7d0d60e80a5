"""Everything that can be set, read once from the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0)]
Uri = Annotated[str, Meta(pattern=r"^(bolt|neo4j)(\+s|\+ssc)?://.+")]
OUTSIDE_NAMES = {"openai_base_url": "OPENAI_BASE_URL", "openai_api_key": "OPENAI_API_KEY"}


def _environment_name(field: str) -> str:
    return OUTSIDE_NAMES.get(field, f"RELATA_{field.upper()}")


class Settings(Struct, frozen=True, kw_only=True, rename=_environment_name):
    """The settings; a field's environment name is `RELATA_` and its name in capitals."""

    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535)] = 8000
    home: str = ".relata"
    neo4j_uri: Uri | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = None
    extractor: Literal["auto", "openai", "spacy"] = "auto"
    embedder: Literal["static", "openai"] = "static"
    chat_model: str = "gpt-4.1-mini"
    embedding_model: str = "text-embedding-3-small"
    processes: Annotated[int, Meta(ge=1)] = 1
    workers: Count = 1
    rate_limit: Count = 0
    private_webhooks: bool = False
    java: str | None = None
    openai_base_url: str | None = None
    openai_api_key: str | None = None

    @property
    def home_path(self) -> Path:
        """The folder of Neo4j's data, the password and the first key, as an absolute path."""
        return Path(self.home).expanduser().resolve()

    @property
    def extractor_in_use(self) -> Literal["openai", "spacy"]:
        """What `auto` stands for: the model when there is a key for one."""
        if self.extractor == "auto":
            return "openai" if self.openai_api_key else "spacy"
        return self.extractor

    @property
    def is_local(self) -> bool:
        """Whether both models run on this machine and cost nothing."""
        return self.extractor_in_use == "spacy" and self.embedder == "static"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises msgspec.ValidationError naming the variable that is wrong."""
    given = {name: value for name, value in environment.items() if value}
    return msgspec.convert(given, Settings, strict=False)

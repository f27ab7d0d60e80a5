"""The story with mem0's Python client 1.0.11: v1 and v2 routes, scopes beside everything else."""

from story import tell  # pyright: ignore[reportMissingImports] - a program: its folder is the path


def _scoped(user_id: str) -> dict[str, object]:
    return {"user_id": user_id}


tell(_scoped, "ben")

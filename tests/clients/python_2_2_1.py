"""The story with mem0's Python client 2.2.1: v3 routes, scopes in `filters`, encoded names."""

from story import tell  # pyright: ignore[reportMissingImports] - a program: its folder is the path


def _scoped(user_id: str) -> dict[str, object]:
    return {"filters": {"user_id": user_id}}


tell(_scoped, "a/b c")

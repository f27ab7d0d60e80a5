"""Pure: what a delete_all means by its ids, stars and conditions (contract 2.6)."""

from typing import Final

from app.services.conditions import condition
from app.services.errors import InvalidRequestError
from app.services.filters import EVERYTHING, Siblings, narrowed, parsed
from graph.model import All, AnyOf, Filter, ScopeIds

ANY: Final = "*"
KINDS: Final = 4


def purge(ids: ScopeIds, *, filters: object = None, metadata: object = None) -> Filter:
    """Give which memories are to be deleted.

    Concrete ids narrow each other, and a star beside one is any id of its kind. Stars alone are all
    memories that have one of those ids, four of them everything. Raises InvalidRequestError when
    nothing is said.
    """
    tree = parsed(filters) if filters else EVERYTHING
    if not ids.named and tree == EVERYTHING and not metadata:
        raise InvalidRequestError(
            "At least one filter is required: user_id, agent_id, app_id or run_id", "user_id"
        )
    if any(value != ANY for _, value in ids.named):
        return narrowed(tree, Siblings(ids=ids, metadata=metadata))
    rest = narrowed(tree, Siblings(metadata=metadata))
    starred = tuple(condition(f"{kind}_id", ANY) for kind, _ in ids.named)
    if len(starred) in {0, KINDS}:
        return rest
    return All(parts=(AnyOf(parts=starred), rest))

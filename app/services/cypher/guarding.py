"""A caller's query in, a harmless one out, or the reason and the place why not."""

from collections.abc import Mapping

from app.services.cypher.checking import check
from app.services.cypher.names import name
from app.services.cypher.rendering import Rendered, rendered
from app.services.cypher.sizing import check_sizes
from app.services.cypher.tree import Node
from app.services.errors import QueryRefusedError


def guarded(
    tree: Node, source: str, parameters: Mapping[str, object], project_id: str | None
) -> Rendered:
    """Prove the query harmless and write it anew for a project, or for all when there is none.

    Raises QueryRefusedError.
    """
    try:
        check(tree)
        _check_parameters(tree, parameters)
        check_sizes(tree, parameters)
        return rendered(tree, source, parameters, project_id)
    except RecursionError as error:
        raise QueryRefusedError("The query is nested too deeply.") from error


def _check_parameters(tree: Node, parameters: Mapping[str, object]) -> None:
    for node in tree.all("parameter"):
        if name(node.nodes[0]) not in parameters:
            raise QueryRefusedError(
                f"The parameter ${name(node.nodes[0])[:60]} has no value: "
                "put it into the body's parameters.",
                line=node.first.line,
                column=node.first.column,
            )

"""The one transaction that writes everything an event leads to."""

from graph.plan import Plan
from graph.session import Tx


async def create(tx: Tx, plan: Plan) -> bool:
    """Write the plan and end its event as SUCCEEDED.

    False, with nothing written, when the event is not leased under the plan's token any more.
    Raises StalePlanError when an owner's graph has changed since the plan was made.
    """
    raise NotImplementedError

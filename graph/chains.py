"""Which relation of a slot is open: made anew from starts, stated ends and retirements."""

from collections.abc import Sequence

from graph.session import Tx


async def update(tx: Tx, slots: Sequence[str]) -> None:
    """Make the intervals and unique keys of the slots' relations anew."""
    raise NotImplementedError


async def update_pairs(tx: Tx, pairs: Sequence[str]) -> None:
    """Do the same for relations without a slot; equal open ones become one with all evidence."""
    raise NotImplementedError

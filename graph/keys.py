"""The keys under which nodes and relations are unique: hashes of what identifies them."""

from hashlib import sha256

OWNER, SCOPE, ENTITY, SLOT, PAIR, PREDICATE, ERASURE = "o", "c", "e", "s", "p", "k", "x"


def hashed(prefix: str, *parts: str) -> str:
    """Give the prefix letter and 32 hex digits of SHA-256 over the parts."""
    return prefix + sha256("\x1f".join(parts).encode()).hexdigest()[:32]

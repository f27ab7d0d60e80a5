"""Pure: signatures by which the receiver of a webhook knows its sender (standardwebhooks.com)."""

import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from hmac import digest
from typing import Final

MARK: Final = "whsec_"
SECRET_BYTES: Final = 32


def new_signing_secret() -> str:
    """Give a secret, as those who check signatures want it."""
    return MARK + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed(secret: str, *, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Give the headers: HMAC-SHA256 over id, time in epoch seconds and body, joined by dots."""
    words = b".".join((message_id.encode(), str(timestamp).encode(), body))
    key = b64decode(secret.removeprefix(MARK))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{b64encode(digest(key, words, sha256)).decode()}",
    }

"""The port of the service, taken before anything that takes time is started."""

import errno
import socket
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from app.services.errors import SetupError
from app.settings import Settings

SECONDS_FOR_THE_PORT: Final = 5
PAUSE: Final = 0.1


@contextmanager
def bound(settings: Settings) -> Generator[socket.socket]:
    """Take the port, without listening yet; raises SetupError when somebody else has it.

    Processes of a killed service need a moment to notice and to let go of it.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        until = time.monotonic() + SECONDS_FOR_THE_PORT
        while not _is_bound(listening, settings):
            if time.monotonic() > until:
                raise SetupError(
                    f"Port {settings.port} of {settings.host} is taken by another program: "
                    "stop it, or choose another port with RELATA_PORT."
                )
            time.sleep(PAUSE)
        yield listening


def _is_bound(listening: socket.socket, settings: Settings) -> bool:
    try:
        listening.bind((settings.host, settings.port))
    except PermissionError as error:
        raise SetupError(f"Port {settings.port} needs more rights: set RELATA_PORT.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise SetupError(f"RELATA_HOST {settings.host!r} is no address of this machine.") from error
    return True

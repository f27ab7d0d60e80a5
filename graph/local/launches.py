"""Launches the Neo4j of a home: artefacts, settings and password first, then the process."""

from graph.local import (
    artefacts,
    configuration,
    downloads,
    java,
    memory,
    passwords,
    ports,
    processes,
)
from graph.local.places import Places


def launch(places: Places, java_path: str | None, memory_mb: int | None) -> None:
    """Make ready what is missing and start the process, which does not answer at once."""
    runtime = java.chosen(java_path)
    class_path = _class_path()
    sizes = memory.sized(memory_mb)
    port = ports.chosen(configuration.port_in(places.configuration))
    configuration.write(places.configuration, port, sizes)
    if not places.was_started:
        passwords.create(places.password)
        passwords.set_initial(runtime, places.folder, class_path=class_path, file=places.password)
    heap = [f"-Xms{sizes.heap}m", f"-Xmx{sizes.heap}m"]
    command = [runtime.program, *heap, *runtime.options, *processes.arguments(places.folder)]
    places.console.parent.mkdir(exist_ok=True)
    places.console.write_text("")
    processes.launch(command, class_path=class_path, log=places.console)


def _class_path() -> str:
    locked = artefacts.locked()
    folder = artefacts.cache_folder()
    downloads.complete(locked, folder)
    return ":".join(str(folder / artefact.file_name) for artefact in locked)

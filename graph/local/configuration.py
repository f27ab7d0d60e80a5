"""Writes Neo4j's own settings, and reads back the one that is chosen anew only when it must be."""

import re
from pathlib import Path

from graph.local.memory import Memory


def settings(port: int, memory: Memory) -> dict[str, str]:
    """Return what this server is told beyond Neo4j's defaults; loopback only, Bolt only, silent."""
    return {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        # Nothing is reported to anybody.
        "dbms.usage_report.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "server.bolt.telemetry.enabled": "false",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "db.transaction.timeout": "120s",
        # With the default of 10 s a young database spends a third of its time on planning anew;
        # with minutes it answers from thousands of memories by plans that were made for none.
        "dbms.cypher.min_replan_interval": "1m",
        "db.memory.transaction.max": f"{memory.one_transaction}m",
        "dbms.memory.transaction.total.max": f"{memory.all_transactions}m",
        "server.memory.heap.initial_size": f"{memory.heap}m",
        "server.memory.heap.max_size": f"{memory.heap}m",
        "server.memory.pagecache.size": f"{memory.pages}m",
        # Logs are allocated ahead, for two databases: a quarter of the default's 256 MB each.
        "db.tx_log.rotation.size": "64m",
        "db.tx_log.rotation.retention_policy": "512M size",
        # Else the driver is told to give up on a silent server after two minutes, and makes a task
        # and a timer for each of a dozen reads a query; Relata's own deadlines are shorter.
        "server.bolt.connection_keep_alive_for_requests": "OFF",
        # Two connectors would wait five seconds each for requests after the last one is gone.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }


def write(folder: Path, port: int, memory: Memory) -> None:
    """Write the settings file into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}={value}\n" for name, value in settings(port, memory).items()]
    (folder / "neo4j.conf").write_text("".join(lines))


def port_in(folder: Path) -> int | None:
    """Return the Bolt port of the settings file in the folder, or None before the first start."""
    file = folder / "neo4j.conf"
    text = file.read_text() if file.is_file() else ""
    match = re.search(r"^server\.bolt\.listen_address=127\.0\.0\.1:(\d+)$", text, re.MULTILINE)
    return int(match[1]) if match else None

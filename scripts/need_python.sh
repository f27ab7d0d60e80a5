# Tells in one sentence why this Python can't run Relata.
"$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || {
  echo "Relata needs Python 3.11, 3.12 or 3.13: install one and say 'make PYTHON=python3.13 …'." >&2
  exit 1
}
"$1" -c 'import ensurepip, venv' || {
  echo "$1 can't make virtual environments: install the rest of it (Debian: apt install python3-venv)." >&2
  exit 1
}

#!/usr/bin/env bash
# Makes .venv with exactly the packages of requirements.lock and the project itself, editable. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/installed
state() { cat requirements.lock pyproject.toml scripts/install.sh | cksum; pwd; }

if [[ -f $stamp && "$(state)" == "$(cat "$stamp")" ]]; then
  exit 0
fi

python=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$candidate
    break
  fi
done
if [[ -z $python ]]; then
  echo "Python 3.11 or newer was not found: install it, or name one with 'make PYTHON=/path/to/python install'." >&2
  exit 1
fi

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    echo "$python has no venv module: install it (Debian, Ubuntu: 'apt-get install python3-venv')." >&2
    exit 1
  fi
  "$python" -m venv --clear .venv
fi

echo "Installing into .venv (once; it takes a minute or two) …" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-compile \
  -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
state >"$stamp"

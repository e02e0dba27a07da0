#!/usr/bin/env bash
# Writes requirements.lock from pyproject.toml: every package the project needs to run, to be tested and to be built,
# for every system and Python it supports, each with its hashes and no download address.
set -euo pipefail
cd "$(dirname "$0")/.."

unset PIP_FIND_LINKS UV_FIND_LINKS PIP_EXTRA_INDEX_URL UV_EXTRA_INDEX_URL
.venv/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate --quiet "$@" --output-file requirements.lock
echo "requirements.lock: $(grep -c '==' requirements.lock) packages"

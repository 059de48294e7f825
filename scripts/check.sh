#!/usr/bin/env bash
# Everything that can be told without running the product: style, types, rooms, migrations, the API's description, texts that are
# missing in one of the languages.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
step() { echo "== $*"; "$@"; }
step ruff check .
step ruff format --check .
step mypy
step lint-imports
step python manage.py makemigrations --check --dry-run
step scripts/api_types.sh
step npm --prefix designer/frontend run check
step npm --prefix designer/frontend test -- src/i18n

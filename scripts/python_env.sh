#!/usr/bin/env bash
# python_env.sh REQUIREMENTS : makes .venv and brings it to these pinned requirements; does nothing when it is there already.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=$1
stamp=.venv/.installed-$wanted
sum=$(cat requirements.txt "$wanted" | sha256sum)
[ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && exit 0

python=$(command -v python3.11 || command -v python3 || true)
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed: apt-get install python3" >&2
    exit 1
fi
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making the Python environment in .venv ..."
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        scripts/debian_packages.sh "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi
echo "Installing the packages of $wanted ..."
if ! .venv/bin/python -m pip install --disable-pip-version-check -qq -r "$wanted"; then
    echo "The packages could not be installed: check the network and the package index pip is set up for, then try again." >&2
    exit 1
fi
echo "$sum" >"$stamp"

#!/bin/sh
# Installs the named Debian packages that are missing, with one clear line when that cannot be done.
# Usage: scripts/install_debian_packages.sh PACKAGE...
set -eu

missing=""
for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "These Debian packages are missing:$missing. Install them as root: apt-get install$missing" >&2
    exit 1
fi

echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# A machine whose package lists were never fetched knows no package at all: fetch them, once, then try again.
# shellcheck disable=SC2086
if ! apt-get install -y -q --no-install-recommends $missing; then
    apt-get update -q
    apt-get install -y -q --no-install-recommends $missing || {
        echo "apt-get could not install$missing. Is the package mirror of this machine reachable?" >&2
        exit 1
    }
fi

#!/usr/bin/env bash
# debian_packages.sh [--optional] PACKAGE ... : installs those that are missing; with --optional only warns when it cannot.
set -euo pipefail
optional=no
if [ "${1:-}" = --optional ]; then
    optional=yes
    shift
fi
missing=()
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

cannot() {
    echo "Missing Debian packages: ${missing[*]}. $1 Install them with: apt-get install ${missing[*]}" >&2
    [ "$optional" = yes ] && exit 0
    exit 1
}
command -v apt-get >/dev/null || cannot "This machine has no apt-get."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || cannot "Installing them needs root."
    as_root=(sudo -n)
fi
echo "Installing Debian packages: ${missing[*]} ..."
export DEBIAN_FRONTEND=noninteractive
install() { "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }
install 2>/dev/null || { "${as_root[@]}" apt-get update -qq && install; } || cannot "apt-get failed."

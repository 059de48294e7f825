#!/usr/bin/env bash
# front_end.sh [--optional] : builds designer/frontend into static/designer; does nothing while its sources are what they were.
# With --optional it only warns when it cannot: the product then runs without the page to draw on.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
optional=no
[ "${1:-}" = --optional ] && optional=yes
built=static/designer
stamp=$built/.built

sources() {
    find designer/frontend -name node_modules -prune -o -type f ! -name '*.test.ts*' ! -name '*.fixture.json' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum
}
sum=$(sources | sha256sum)
[ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && [ -f "$built/manifest.json" ] && exit 0

cannot() {
    echo "The page to draw on is not built. $1" >&2
    [ "$optional" = yes ] || exit 1
    echo "Everything else works without it; the next start tries again." >&2
    exit 0
}
scripts/node_packages.sh || cannot "Its tools are missing, see above."
echo "Building the page to draw on ..."
(cd designer/frontend && node_modules/.bin/vite build --logLevel warn) || cannot "Its sources do not build, see above."
echo "$sum" >"$stamp"

#!/bin/sh
# Installs the Debian packages that casus needs and that are missing, and those named as arguments; does
# nothing when all are here.
# Uses apt-get, through sudo where the user is not root.
set -eu

PACKAGES="gcc libc6-dev make cmake ninja-build pkgconf
libsqlite3-dev libjansson-dev libxxhash-dev libutf8proc-dev libmd-dev libzstd-dev zlib1g-dev libexpat1-dev libcmocka-dev libgumbo-dev $*"

missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for package in $PACKAGES; do
        state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] || missing="$missing $package"
    done
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "This system has no apt-get. casus needs a C compiler, make, cmake, ninja, pkg-config and the" >&2
    echo "development files of: sqlite3 jansson xxhash utf8proc libmd zstd zlib expat cmocka, gumbo (for a test)." >&2
    exit 0 # they may be there under other names: the build says what it does not find
fi
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These packages are missing and neither root nor sudo is at hand to install them:" >&2
        echo "   $missing" >&2
        echo "Ask an administrator to run: apt-get install$missing" >&2
        exit 1
    fi
    as_root="sudo"
fi
echo "Installing:$missing" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing \
        >"$log" 2>&1
}
# A fresh machine has no package lists: the first try fails there, and the lists are fetched.
if ! install; then
    $as_root apt-get update >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    install || { cat "$log" >&2; exit 1; }
fi

#!/usr/bin/env bash
# Puts PostgreSQL with pgvector on a Debian machine, as root, for the tests that need a real one. Debian 12 carries no
# pgvector, so the source of the next Debian is built against the PostgreSQL that is here, fetched from wherever this
# machine's apt fetches. Says why in one line and exits 1 where that is not to be had.
set -uo pipefail

fail() {
  echo "pgvector could not be installed: $1"
  exit 1
}

[ "$(id -u)" = 0 ] || fail "this needs root"
command -v apt-get >/dev/null || fail "there is no apt"

quiet() { DEBIAN_FRONTEND=noninteractive timeout 180 "$@" </dev/null >/dev/null 2>&1; }

find_postgres() { ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1; }

if [ -z "$(find_postgres)" ]; then
  quiet apt-get update
  quiet apt-get install -y --no-install-recommends postgresql || fail "no PostgreSQL package"
fi
bin=$(dirname "$(find_postgres)")
version=$(basename "$(dirname "$bin")")
[ -e "/usr/share/postgresql/$version/extension/vector.control" ] && exit 0

quiet apt-get update
# Where the release has it, it is one package.
quiet apt-get install -y --no-install-recommends "postgresql-$version-pgvector" && exit 0
command -v make >/dev/null && command -v gcc >/dev/null || quiet apt-get install -y --no-install-recommends make gcc libc6-dev

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
uri=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
[ -n "$uri" ] || uri=$(sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list 2>/dev/null | head -n 1)
[ -n "$uri" ] || fail "apt has no source"
mkdir -p "$work/lists/partial"
printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' "$uri" >"$work/src.list"
apt_source() {
  quiet apt-get -o Dir::Etc::sourcelist="$work/src.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists" \
    -o APT::Sandbox::User=root "$@"
}
cd "$work" || exit 1
apt_source update || fail "apt has no source packages of the next Debian"
apt_source source --download-only pgvector || fail "no source of pgvector"
mkdir source && tar xzf pgvector_*.orig.tar.gz -C source --strip-components=1 || fail "its source cannot be unpacked"

# Only the headers and the makefile of the development package: what it depends on is a compiler's 500 MB more.
quiet apt-get download "postgresql-server-dev-$version" || fail "no headers of PostgreSQL $version"
dpkg -x "postgresql-server-dev-$version"_*.deb root || fail "the headers cannot be unpacked"
# pg_config tells every place as seen from where it stands itself.
mkdir -p "root/usr/lib/postgresql/$version/bin" "root/usr/lib/postgresql/$version/lib"
cp "$bin/pg_config" "root/usr/lib/postgresql/$version/bin/" || fail "no pg_config"
cp -r "$bin/../lib/pgxs" "root/usr/lib/postgresql/$version/lib/" || fail "no makefiles for extensions"
config="$work/root/usr/lib/postgresql/$version/bin/pg_config"
quiet make -C source -j"$(nproc)" with_llvm=no OPTFLAGS="" PG_CONFIG="$config" || fail "it does not compile"
cp source/vector.so "/usr/lib/postgresql/$version/lib/" &&
  cp source/vector.control source/sql/vector--*.sql "/usr/share/postgresql/$version/extension/" || fail "no room for it"

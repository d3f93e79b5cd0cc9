#!/usr/bin/env bash
# Make a throw-away PostgreSQL from Debian's package in FOLDER (15 or later; password authentication, on a loopback port
# and on a socket), with nothing but the roles that `vlechtwerk database roles` prints, and run a command against it.
#
#   scripts/real_server.sh FOLDER                          make test, over the loopback port
#   REACHED_BY=socket scripts/real_server.sh FOLDER make test
#   scripts/real_server.sh FOLDER .venv/bin/vlechtwerk serve --demo
#
# POSTGRESQL_PROGRAMS names another folder of server programs, and POSTGRESQL_LOCALE another locale than C.UTF-8.
set -euo pipefail
folder=$(realpath -m "${1:?Name a folder for the server}")
shift
[ $# -gt 0 ] || set -- make test
cd "$(dirname "$0")/.."
programs=${POSTGRESQL_PROGRAMS:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
[ -x "$programs/initdb" ] || { echo "No server programs found: apt-get install postgresql" >&2; exit 1; }
[ ! -e "$folder" ] || { echo "$folder is there already; choose another folder." >&2; exit 1; }
make --silent install-dev

# PostgreSQL does not run as root; Debian's package brings its own user.
as_server=()
mkdir -p "$folder"
if [ "$(id -u)" = 0 ]; then
  as_server=(runuser -u postgres --)
  chown postgres "$folder"
fi
port=$(python3 -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
word() { python3 -c "import secrets; print(secrets.token_urlsafe(24))"; }
export PGPASSWORD
PGPASSWORD=$(word)
owner_password=$(word)
application_password=$(word)

serving() { "${as_server[@]}" "$programs/pg_ctl" --silent -D "$folder/data" "$@"; }
clean() {
  serving -m fast stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap clean EXIT
printf '%s' "$PGPASSWORD" | "${as_server[@]}" sh -c "umask 077; cat >'$folder/password'"
"${as_server[@]}" "$programs/initdb" -D "$folder/data" -U postgres --auth=scram-sha-256 --pwfile="$folder/password" \
  --locale="${POSTGRESQL_LOCALE:-C.UTF-8}" --encoding=UTF8 >/dev/null
serving -w -l "$folder/log" -o "-c listen_addresses=127.0.0.1 -p $port -k $folder -c fsync=off" start >/dev/null

administrator=("$programs/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U postgres -d postgres)
.venv/bin/vlechtwerk database roles --for-tests | "${administrator[@]}"
"${administrator[@]}" <<SQL
alter role vlechtwerk_owner password '$owner_password';
alter role vlechtwerk_app password '$application_password';
SQL
"${administrator[@]}" -At -c "select 'Against ' || version()"
unset PGPASSWORD

host=127.0.0.1
if [ "${REACHED_BY:-port}" = socket ]; then host=${folder//\//%2F}; fi
export DATABASE_URL="postgresql://vlechtwerk_app:$application_password@$host:$port/vlechtwerk"
export DATABASE_OWNER_URL="postgresql://vlechtwerk_owner:$owner_password@$host:$port/vlechtwerk"
"$@"

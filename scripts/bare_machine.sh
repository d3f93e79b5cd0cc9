#!/usr/bin/env bash
# Make a bare Debian 12 (Python 3.11, git and make, nothing else), clone this repository into it, and measure how long
# `make demo` takes to serve, the first and the second time. Needs root and debootstrap.
#
# The machine is bare, but reaches its package registry as this one does: names of hosts, pip's settings and, when they
# are set, the variables named below are copied into it. Whatever they hold, FOLDER then holds too.
#
#   scripts/bare_machine.sh FOLDER [COMMIT]
set -euo pipefail
target=$(realpath -m "${1:?Name a folder for the bare machine}")
commit=${2:-HEAD}
repository=$(cd "$(dirname "$0")/.." && pwd)

if [ ! -e "$target/usr/bin/git" ]; then
  debootstrap --variant=minbase --include=ca-certificates,git,make,python3,python3-venv bookworm "$target" "${DEBIAN_MIRROR:-}"
fi
rm -rf "$target/srv/vlechtwerk" "$target/tmp/repository.git"
git clone --quiet --bare "$repository" "$target/tmp/repository.git"

# What this machine needs to reach its package registry is passed through, when it is set.
passed=()
for name in PIP_INDEX_URL PIP_CERT UV_INDEX_URL UV_DEFAULT_INDEX SSL_CERT_FILE HTTPS_PROXY HTTP_PROXY NO_PROXY; do
  if [ -n "${!name:-}" ]; then passed+=("$name=${!name}"); fi
done
cp /etc/resolv.conf "$target/etc/resolv.conf" 2>/dev/null || true
cp /etc/hosts "$target/etc/hosts" 2>/dev/null || true
if [ -n "${PIP_CERT:-}" ] && [ -f "$PIP_CERT" ]; then install -D -m 644 "$PIP_CERT" "$target$PIP_CERT"; fi
if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$target/etc/pip.conf"; fi

mounted=()
for folder in proc dev; do
  mkdir -p "$target/$folder"
  mount --bind "/$folder" "$target/$folder"
  mounted+=("$target/$folder")
done
trap 'for folder in "${mounted[@]}"; do umount "$folder" || umount -l "$folder"; done' EXIT

inside() { chroot "$target" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "${passed[@]}" "$@"; }
inside git clone --quiet /tmp/repository.git /srv/vlechtwerk
inside git -C /srv/vlechtwerk checkout --quiet --detach "$(git -C "$repository" rev-parse "$commit")"

for start in first second; do
  begun=$(date +%s.%N)
  # A group of its own, so that the signal below reaches what Ctrl-C would, and nothing else.
  set -m
  inside sh -c 'cd /srv/vlechtwerk && VLECHTWERK_PORT=8123 exec make demo' >"$target/tmp/demo-$start.log" 2>&1 &
  demo=$!
  set +m
  until grep -q "is served on" "$target/tmp/demo-$start.log"; do
    if ! kill -0 "$demo" 2>/dev/null; then cat "$target/tmp/demo-$start.log"; exit 1; fi
    sleep 0.1
  done
  printf '%s start: %.1f s\n' "$start" "$(echo "$(date +%s.%N) - $begun" | bc -l 2>/dev/null || python3 -c "import time; print(time.time() - $begun)")"
  kill -INT -- "-$demo"
  wait "$demo" || true
done

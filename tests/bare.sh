#!/usr/bin/env bash
# The two commands of the README on a Debian made bare: python3, python3-venv, make and git only.
# Needs root and debootstrap. It takes this machine's ways to packages (apt, pip, certificates).
#
#   tests/bare.sh                                   # make run until it answers, then make test
#   tests/bare.sh "tests/browser/test_smoke.py"     # with ARGS for make test
#   ROOT=/some/folder tests/bare.sh                 # keep the Debian there, for the next time
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ARGS=${1-}
export LC_ALL=C
PORT=${PORT:-8099}
SUITE=${SUITE:-bookworm}
KEEP=${ROOT-}
ROOT=${ROOT:-$(mktemp -d --tmpdir miglobe-bare-XXXXXX)}

say() { printf '\n→ %s\n' "$1"; }

end() {
    if [ -n "${site-}" ]; then kill -TERM -- "-$site" 2>/dev/null || true; fi
    for folder in proc dev; do
        umount -R "$ROOT/$folder" 2>/dev/null || true
    done
    if [ -z "$KEEP" ]; then rm -rf --one-file-system "$ROOT" "$ROOT.log"; fi
}
trap end EXIT

if [ ! -e "$ROOT/.made" ]; then
    say "Making a bare Debian in $ROOT …"
    mirror=$(apt-get indextargets --format '$(SITE)' | grep -v security | head -n 1)
    debootstrap --variant=minbase "$SUITE" "$ROOT" "$mirror" >"$ROOT.log" || { tail "$ROOT.log"; exit 1; }
    touch "$ROOT/.made"
fi
rm -f "$ROOT/etc/apt/sources.list"
cp -a /etc/apt/. "$ROOT/etc/apt/"
cp -aL /etc/resolv.conf "$ROOT/etc/"
echo "127.0.0.1 localhost" >"$ROOT/etc/hosts" # as every installed machine has it
mkdir -p "$ROOT/etc/ssl" "$ROOT/root/.config/pip"
rm -rf "$ROOT/etc/ssl/certs" # links that would lead into this machine's
cp -aL /etc/ssl/certs "$ROOT/etc/ssl/"
cp /etc/pip.conf "$ROOT/etc/" 2>/dev/null || true
cp "$HOME/.config/pip/pip.conf" "$ROOT/root/.config/pip/" 2>/dev/null || true
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount --make-rslave "$ROOT/dev"

inside() { # run a command in the bare machine, with nothing of this one's environment but the proxies
    chroot "$ROOT" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        $(env | grep -iE '^(https?_proxy|no_proxy|pip_[a-z_]+|ssl_cert_[a-z]+)=' || true) "$@"
}

if [ ! -e "$ROOT/usr/bin/git" ]; then
    inside apt-get -qq update
    inside env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --no-install-recommends python3 python3-venv make git >"$ROOT.log"
fi
say "Copying this commit: $(git log --oneline -1)"
rm -rf "$ROOT/root/miglobe"
git clone --quiet --no-hardlinks . "$ROOT/root/miglobe"

say "make run"
set -m # in a process group of its own, which gets Ctrl-C as in a terminal
inside make -C /root/miglobe run "PORT=$PORT" &
site=$!
set +m
code=
for _ in $(seq 1800); do
    kill -0 "$site" 2>/dev/null || { echo "make run has ended." >&2; exit 1; }
    code=$(inside python3 - "$PORT" <<'PY' || true
import sys, urllib.request
try:
    print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/nrw/", timeout=30).status)
except OSError:
    pass
PY
    )
    [ "$code" = 200 ] && break
    sleep 1
done
kill -INT -- "-$site" 2>/dev/null || true
wait "$site" || true
site=
[ "$code" = 200 ] || { echo "make run: no answer" >&2; exit 1; }
say "make run answers 200"

say "make test ARGS=\"$ARGS\""
inside make -C /root/miglobe test "ARGS=$ARGS"
say "Both commands work on a bare $SUITE."

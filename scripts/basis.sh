# Shared by start, test and proef, which source it: packages, .venv, one line per step. POSIX sh.

stap() { printf '→ %s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

# Sets $python to the first Python of at least 3.11, or to nothing.
kies_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    python=
}

# pakketten NAME…: see to it that these Debian packages are installed.
pakketten() {
    if [ "$(uname)" = Darwin ]; then
        brew list pango >/dev/null 2>&1 || stop "Er ontbreekt iets. Installeer het met:  brew install python pango"
        return
    fi
    kies_python
    "${python:-false}" -c 'import ensurepip' 2>/dev/null || set -- python3-venv "$@"
    if ! command -v dpkg-query >/dev/null; then
        stap "geen Debian of Ubuntu: zorg zelf voor wat deze pakketten brengen: $*"
        return
    fi
    ontbreekt=
    for pakket in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$pakket" 2>/dev/null | grep -qx installed || ontbreekt="$ontbreekt $pakket"
    done
    [ -n "$ontbreekt" ] || return 0
    [ "$(id -u)" = 0 ] || stop "Er ontbreken pakketten. Installeer ze met:
  sudo apt-get install -y --no-install-recommends$ontbreekt"
    stap "pakketten installeren:$ontbreekt"
    apt-get update -qq || stop "De lijst van pakketten kon niet worden opgehaald. Is er een netwerk?"
    # shellcheck disable=SC2086  # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $ontbreekt >/dev/null ||
        stop "De pakketten konden niet worden geïnstalleerd:$ontbreekt"
}

# omgeving FILE: the locked requirements in .venv, once per content of the file.
omgeving() {
    stempel=".venv/.klaar-$1"
    gewenst="$(cksum <"$1")"
    if [ "$(cat "$stempel" 2>/dev/null)" = "$gewenst" ] && .venv/bin/python -c '' 2>/dev/null; then
        stap "Python-pakketten: zijn er al"
        return
    fi
    kies_python
    [ -n "$python" ] || stop "Er is Python 3.11 of nieuwer nodig."
    stap "Python-pakketten installeren in .venv (de eerste keer ongeveer een minuut)"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$1" ||
        stop "De Python-pakketten konden niet worden geïnstalleerd. Is er een netwerk?"
    printf '%s\n' "$gewenst" >"$stempel"
}

# statisch: collected and compressed static files, once per content.
statisch() {
    gewenst="$(find static ./*/static requirements.txt buurtwerkkamer/settings.py -type f -exec cksum {} + 2>/dev/null | sort | cksum)"
    if [ "$(cat staticfiles/.klaar 2>/dev/null)" = "$gewenst" ]; then
        stap "opmaak en letters: staan klaar"
        return
    fi
    stap "opmaak en letters klaarzetten"
    .venv/bin/python manage.py collectstatic --noinput --clear --verbosity 0
    printf '%s\n' "$gewenst" >staticfiles/.klaar
}

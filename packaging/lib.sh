# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Lectern developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What packaging/run and packaging/test share: a machine made ready, the build, a virtual display,
# and Lectern started as somebody the sandbox works for. Sourced; expects `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lectern.XXXXXX")
chmod 755 "$scratch" # the unprivileged reader passes through
umask 022
export LANG=${LANG:-C.UTF-8} # Qt complains about a locale without UTF-8
background=()

clean_up() {
    local pid
    for pid in "${background[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() {
    printf '==> %s\n' "$*"
}

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# wait_for SECONDS COMMAND…: succeeds as soon as the command does, fails once the time is over.
wait_for() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

# --- The machine --------------------------------------------------------------------------------

# listed_packages GROUP…: the names under these headings of packages.txt.
listed_packages() {
    awk -v wanted=" $* " '
        { sub(/#.*/, "") }
        /^\[/ { group = substr($1, 2, length($1) - 2); next }
        NF && index(wanted, " " group " ") { print $1 }' "$root/packaging/packages.txt"
}

# missing_packages NAME…: those that are not installed, nor provided by what is (Node.js from
# elsewhere than Debian brings its own npm, and lets no other one in).
missing_packages() {
    local installed name
    installed=$(dpkg-query --show --showformat '${db:Status-Status}, ${Package}, ${Provides}\n' |
        awk -F ', *' '$1 == "installed" {
            for (i = 2; i <= NF; ++i) { sub(/ .*/, "", $i); print "installed " $i } }')
    for name; do
        grep --quiet --line-regexp --fixed-strings "installed ${name%\?}" <<<"$installed" ||
            printf '%s\n' "$name"
    done
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "this needs root, and there is no sudo: $*"
    fi
}

# prepare_machine GROUP…: installs what is missing of these groups.
prepare_machine() {
    if ! command -v apt-get >/dev/null; then
        say "This is not a Debian-like system: packaging/packages.txt says what has to be there."
        return
    fi
    local wanted missing install=() name
    mapfile -t wanted < <(listed_packages "$@")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    for name in "${missing[@]}"; do
        [[ $name == *\? ]] || install+=("$name")
    done
    if ((${#install[@]} > 0)); then
        say "Installing packages: ${install[*]}"
        as_root apt-get update --quiet --quiet
    fi
    for name in "${missing[@]}"; do
        if [[ $name == *\? ]] && apt-cache show "${name%\?}" >/dev/null 2>&1; then
            install+=("${name%\?}")
        fi
    done
    if ((${#install[@]} > 0)); then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --quiet \
            --no-install-recommends --option Dpkg::Use-Pty=0 "${install[@]}" </dev/null \
            >"$scratch/apt.log" 2>&1 || {
            tail --lines 20 "$scratch/apt.log" >&2
            fail "the packages could not be installed: ${install[*]}"
        }
    fi
}

# --- The build ----------------------------------------------------------------------------------

# build PRESET: configures when that is due, and builds.
build() {
    local folder=$root/build/$1
    local quiet=()
    [[ -t 1 ]] || quiet=(-- --quiet)
    if [[ ! $folder/build.ninja -nt $root/CMakePresets.json ]]; then
        say "Configuring ($1)"
        cmake -S "$root" --preset "$1" >"$scratch/configure.log" 2>&1 || {
            cat "$scratch/configure.log" >&2
            return 1
        }
    fi
    say "Building ($1)"
    cmake --build "$folder" "${quiet[@]}" || return 1
    if ((EUID == 0)) && [[ -n ${SUDO_USER:-} ]]; then
        chown --recursive "$SUDO_USER:" "$root/build" # or its owner could not build again
    fi
}

# --- The display --------------------------------------------------------------------------------

has_display() {
    [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]
}

start_virtual_display() {
    local pipe number
    exec {pipe}< <(exec Xvfb -displayfd 1 -screen 0 1280x860x24 -nolisten tcp -noreset \
        2>"$scratch/xvfb.log")
    background+=("$!")
    read -r -t 20 number <&"$pipe" || {
        cat "$scratch/xvfb.log" >&2
        fail "the virtual display did not start"
    }
    exec {pipe}<&-
    export DISPLAY=:$number
    unset WAYLAND_DISPLAY XAUTHORITY
}

# --- The reader ---------------------------------------------------------------------------------

# The engine's sandbox does not work for root. So root starts Lectern as somebody else: the one who
# called sudo, or nobody. `as_reader` is what to put in front of a command, `reader_folder` a
# private folder of the reader's.
reader=$(id --user --name)
as_reader=()
reader_folder=

choose_reader() {
    reader_folder=$scratch/reader
    mkdir -m 700 "$reader_folder" "$reader_folder/runtime"
    ((EUID == 0)) || return 0

    reader=nobody
    local home=$reader_folder runtime=$reader_folder/runtime session
    if [[ -n ${SUDO_USER:-} && $SUDO_USER != root ]]; then
        reader=$SUDO_USER
        home=$(getent passwd "$reader" | cut -d: -f6)
        session=/run/user/$(id --user "$reader")
        [[ ! -d $session ]] || runtime=$session
    fi
    as_reader=(setpriv "--reuid=$reader" "--regid=$(id --group "$reader")" --init-groups
        env --unset=XDG_DATA_HOME --unset=XDG_CONFIG_HOME --unset=XDG_CACHE_HOME
        --unset=DBUS_SESSION_BUS_ADDRESS)
    # A Wayland desktop lets in its owner only.
    [[ $reader != nobody ]] || as_reader+=(--unset=WAYLAND_DISPLAY)
    as_reader+=("HOME=$home" "USER=$reader" "LOGNAME=$reader" "XDG_RUNTIME_DIR=$runtime")
    # A display of root's own opens with root's key only.
    local key=${XAUTHORITY:-$HOME/.Xauthority}
    if [[ -n ${DISPLAY:-} && -r $key ]]; then
        cp "$key" "$reader_folder/Xauthority"
        as_reader+=("XAUTHORITY=$reader_folder/Xauthority")
    fi
    chown --recursive "$reader:" "$reader_folder"
}

# stage BUILD_FOLDER: installs where anybody may read, for a build out of the reader's reach.
stage() {
    cmake --install "$1" --prefix "$scratch/prefix" >/dev/null
}

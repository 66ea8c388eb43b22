# What this machine must have. Sourced by ../rapport.

# What a thing is called in Debian.
package_of() {
  case $1 in
    java) echo openjdk-17-jdk-headless ;;
    node) echo nodejs npm ;;
    envsubst) echo gettext-base ;;
    *) echo "$1" ;;
  esac
}

have() {
  case $1 in
    java) command -v javac >/dev/null 2>&1 && [ "$(javac -version 2>&1 | sed 's/javac \([0-9]*\).*/\1/')" -ge 17 ] ;;
    node) command -v npm >/dev/null 2>&1 && [ "$(node --version 2>/dev/null | sed 's/v\([0-9]*\).*/\1/')" -ge 18 ] ;;
    chromium) [ -x "${RAPPORT_CHROMIUM:-/usr/bin/chromium}" ] ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

how_to_get() {
  echo "as root: apt-get install --no-install-recommends $(package_of "$1")"
}

# Installs with apt where we are root; else says what to install.
need() {
  missing=
  for thing in "$@"; do
    have "$thing" || missing="$missing $thing"
  done
  [ -n "$missing" ] || return 0
  packages=
  for thing in $missing; do packages="$packages $(package_of "$thing")"; done
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "rapport: missing:$missing. On Debian or Ubuntu: sudo apt-get install --no-install-recommends$packages" >&2
    exit 1
  fi
  echo "Installing$packages ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $packages >/dev/null
  for thing in $missing; do
    have "$thing" || { echo "rapport: $thing is still missing or too old after installing$packages" >&2; exit 1; }
  done
}

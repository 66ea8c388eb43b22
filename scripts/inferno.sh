# Inferno's conformance kits against the running sandbox. Sourced by ../rapport.

inferno() {
  kits=${INFERNO_KITS:-$root/../shared/inferno}
  suites=
  while [ $# -gt 0 ]; do
    case $1 in
      --kits) shift; kits=${1:?--kits needs a folder} ;;
      --kits=*) kits=${1#*=} ;;
      -*) fail "inferno does not know $1; see ./rapport help" ;;
      *) suites="$suites $1" ;;
    esac
    shift
  done
  [ -x "$kits/inferno" ] || fail "there are no kits in $kits; name their folder with --kits"
  need node chromium curl
  server_pid >/dev/null || fail 'the sandbox is not running; start it with ./rapport up --detach'
  if ! curl -fs -o /dev/null --max-time 5 "http://127.0.0.1:${INFERNO_PORT:-4567}/api/version"; then
    say 'Installing and starting the kits ...'
    "$kits/inferno" install >"$home/log/inferno.log" 2>&1 ||
      { tail -n 20 "$home/log/inferno.log" >&2; fail "the kits did not install"; }
    "$kits/inferno" start || fail 'the kits did not start'
    trap '"$kits/inferno" stop' EXIT
  fi
  # shellcheck disable=SC2086 # suites are words
  RAPPORT_BASE=$base INFERNO_KITS=$kits INFERNO_RESULTS=$root/target/inferno \
    node "$root/server/src/main/web/dev/inferno.mjs" ${suites:-smart_stu2_2}
}

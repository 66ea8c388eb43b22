# Load scenarios beside a plain HAPI server. Sourced by ../rapport.

bench() {
  server_pid >/dev/null || fail 'the sandbox is not running; start it with ./rapport up --detach'
  say 'Building the load tool and the plain HAPI server ...'
  (cd "$root" && ./mvnw -B -q -DskipTests -DskipUnitTests -pl bench/load,bench/peer -am package) >"$home/bench-build.log" 2>&1 ||
    { tail -n 40 "$home/bench-build.log" >&2; fail "the build failed; all of it is in $home/bench-build.log"; }
  case " $* " in
    *' --target '* | *' --target='*) bench_load "$@" ;;
    *) bench_beside_peer "$@" ;;
  esac
}

bench_load() {
  (cd "$root" && "$(launch_java_program)" -jar bench/load/target/rapport-bench.jar "$@")
}

# The peer has a database of its own in the sandbox's PostgreSQL, and the server's java, heap and
# collector. What else launch.sh sets is for a short start, and costs the server rather than helps it.
bench_beside_peer() {
  postgres_port=$(sed -n 4p "$home/postgres/postmaster.pid" 2>/dev/null) ||
    fail 'the sandbox has no embedded PostgreSQL; name the targets yourself with --target'
  peer_port=${RAPPORT_PEER_PORT:-8090}
  # shellcheck disable=SC2086 # the options are to be split
  "$(launch_java_program)" -Duser.timezone=UTC $launch_heap -jar "$root/bench/peer/target/rapport-bench-peer.jar" \
    --peer.port="$peer_port" --peer.user=postgres --peer.fresh=true \
    --peer.jdbc-url="jdbc:postgresql://localhost:$postgres_port/rapport_bench_peer" \
    >"$home/log/peer.log" 2>&1 &
  peer=$!
  # However this ends: the peer goes first, and is waited for.
  trap bench_end_peer EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  waited=0
  until grep -qs 'peer ready at' "$home/log/peer.log"; do
    kill -0 "$peer" 2>/dev/null || { tail -n 20 "$home/log/peer.log" >&2; fail 'the plain HAPI server stopped'; }
    waited=$((waited + 1))
    [ "$waited" -lt 600 ] || fail "the plain HAPI server does not answer; see $home/log/peer.log"
    sleep 1
  done
  status=0
  bench_load --target "rapport=$base/fhir" --token-command "rapport=$root/rapport token" \
    --target "plain=http://localhost:$peer_port/fhir" --baseline plain "$@" || status=$?
  bench_end_peer
  return "$status"
}

bench_end_peer() {
  trap - EXIT INT TERM
  kill "$peer" 2>/dev/null || return 0
  tries=0
  while kill -0 "$peer" 2>/dev/null && [ "$tries" -lt 100 ]; do
    tries=$((tries + 1))
    sleep 0.2
  done
  kill -9 "$peer" 2>/dev/null || true
  wait "$peer" 2>/dev/null || true
}

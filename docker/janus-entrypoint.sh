#!/bin/sh
# Fills Janus's configuration in from the environment and starts Janus in this process's place.
# TEMPLATES and RUN_FOLDER are where the image has them; a test sets its own.
set -eu

templates=${TEMPLATES:-/usr/share/rapport-janus/conf}
run=${RUN_FOLDER:-/run/janus}

# Every placeholder of the templates. A value that is missing stops the start.
export CONFIG_FOLDER="$run/conf"
export PLUGINS_FOLDER="$run/modules/plugins"
export TRANSPORTS_FOLDER="$run/modules/transports"
export EVENTS_FOLDER="$run/modules/events"
export LOGGERS_FOLDER="$run/modules/loggers"
export API_IP="${API_IP:?}"
export API_PORT="${API_PORT:?}"
export ADMIN_PORT="${ADMIN_PORT:?}"
export API_SECRET="${API_SECRET:?}"
export ADMIN_SECRET="${ADMIN_SECRET:?}"
export ADMIN_KEY="${ADMIN_KEY:?}"
export RTP_PORT_RANGE="${RTP_PORT_RANGE:?}"
export EVENTS_ENABLED="${EVENTS_ENABLED:?}"
export EVENTS_BACKEND="${EVENTS_BACKEND?}"
export EVENTS_USER="${EVENTS_USER?}"
export EVENTS_PASSWORD="${EVENTS_PASSWORD?}"

for name in API_IP API_PORT ADMIN_PORT API_SECRET ADMIN_SECRET ADMIN_KEY RTP_PORT_RANGE \
  EVENTS_ENABLED EVENTS_BACKEND EVENTS_USER EVENTS_PASSWORD; do
  case $(printenv "$name") in
    *'"'* | *'\'* | *'
'*) # It would end its quoted string in the configuration. The value may be secret: not printed.
      echo "janus-entrypoint: $name has a quote, backslash or line break" >&2
      exit 64
      ;;
  esac
done

umask 077
mkdir -p "$CONFIG_FOLDER" "$LOGGERS_FOLDER"
for template in "$templates"/*.jcfg; do
  envsubst <"$template" >"$CONFIG_FOLDER/$(basename "$template")"
done

# Janus loads every module in a folder, so it gets folders with just those that Rapport uses.
for installed in /usr/lib/*/janus /usr/lib/janus; do
  [ -e "$installed/plugins/libjanus_videoroom.so" ] && break
done
for module in plugins/libjanus_videoroom.so plugins/libjanus_echotest.so \
  transports/libjanus_http.so events/libjanus_sampleevh.so; do
  mkdir -p "$run/modules/$(dirname "$module")"
  ln -sf "$installed/$module" "$run/modules/$module"
done

# Candidates come from the network that leads outside, not from the one to the server.
media=$(awk '$2 == "00000000" { print $1; exit }' /proc/net/route)

set -- -F "$CONFIG_FOLDER" -C "$CONFIG_FOLDER/janus.jcfg"
[ -z "$media" ] || set -- "$@" --ice-enforce-list="$media"
[ -z "${PUBLIC_IP:-}" ] || set -- "$@" --nat-1-1="$PUBLIC_IP"
# Secrets are in the configuration now; the running process doesn't need them in its environment.
unset API_SECRET ADMIN_SECRET ADMIN_KEY EVENTS_PASSWORD
exec janus "$@"

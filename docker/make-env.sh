#!/bin/sh
# Prints an environment file for docker compose with fresh secrets:
#   docker/make-env.sh > .env && chmod 600 .env
# Keep a copy where backups of the database are not: without RAPPORT_SECRET_KEY no join link and no
# signing key of that database works any more.
set -eu

key() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
# Letters and digits only: these stand in Janus's configuration, in a URL's place or in quotes.
word() { head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

cat <<TEXT
# Where browsers and EHRs reach the server. Anything but localhost must be https.
RAPPORT_BASE_URL=${1:-http://localhost:8080}
RAPPORT_SECRET_KEY=$(key)
RAPPORT_DATABASE_PASSWORD=$(word)
RAPPORT_JANUS_API_SECRET=$(word)
RAPPORT_JANUS_ADMIN_SECRET=$(word)
RAPPORT_JANUS_ADMIN_KEY=$(word)
RAPPORT_JANUS_EVENTS_PASSWORD=$(word)
# The address at which browsers reach this machine for media, if it isn't the container's own.
RAPPORT_PUBLIC_IP=
TEXT

#!/bin/sh
# Builds the pages for Maven: installs what the lock file says when that changed, and builds when a
# source is newer than the last build.
set -eu
cd "$(dirname "$0")/.."
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
built=../../../target/classes/web/join.html
if [ -f "$built" ] && [ -z "$(find . -path ./node_modules -prune -o -type f -newer "$built" -print | head -n 1)" ]; then
  exit 0
fi
npm run --silent build

# How the server is started. Sourced by ../rapport; docs/decisions/0011-start-up.md says why.
#
# The built jar is unpacked, because classes load faster from plain jars than from jars in a jar.
# The first start notes what it loads, and later starts find that ready: from Java 25 on in the
# JVM's own ahead-of-time cache, with an older Java in an archive of classes (class data sharing).
# Whatever is missing or doesn't fit is left out, and the start is then slower but the same.

# Which java: RAPPORT_JAVA (a java program), else JAVA_HOME's, else the one on the PATH. Its path
# must have no blanks.
launch_java_program() {
  if [ -n "${RAPPORT_JAVA:-}" ]; then
    printf '%s' "$RAPPORT_JAVA"
  elif [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    printf '%s' "$JAVA_HOME/bin/java"
  else
    printf '%s' java
  fi
}

# launch_prepare JAR DIR: makes DIR ready to start from; does nothing if JAR has not changed.
# Fails, and says why, if the chosen java doesn't run.
launch_prepare() {
  launch_program=$(launch_java_program)
  launch_version=$("$launch_program" -version 2>&1) || {
    printf 'rapport: %s does not run; see RAPPORT_JAVA and JAVA_HOME\n' "$launch_program" >&2
    return 1
  }
  launch_release=$(printf '%s\n' "$launch_version" | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  launch_stamp=$(ls -ln "$1")
  if [ -f "$2/server.jar" ] && [ "$(cat "$2/stamp" 2>/dev/null)" = "$launch_stamp" ] &&
    [ ! "$1" -nt "$2/stamp" ]; then
    launch_check "$2"
    printf '%s\n' "$launch_program" >"$2/program"
    return 0
  fi
  rm -rf "$2" "$2.new"
  if "$launch_program" -Djarmode=tools -jar "$1" extract --destination "$2.new" >/dev/null 2>&1; then
    mv "$2.new/$(basename "$1")" "$2.new/server.jar"
  else
    rm -rf "$2.new"
    mkdir -p "$2.new"
    cp "$1" "$2.new/server.jar"
  fi
  printf '%s\n' "$launch_stamp" >"$2.new/stamp"
  printf '%s\n' "$launch_version" >"$2.new/java"
  printf '%s\n' "$launch_program" >"$2.new/program"
  mv "$2.new" "$2"
}

# launch_has_aot: whether the chosen java has an ahead-of-time cache (JEP 483, 514 and 515).
launch_has_aot() { [ "${launch_release:-0}" -ge 25 ]; }

# Another Java, or jars that were touched, make what was noted and archived useless: it is made anew.
launch_check() {
  if [ "$(cat "$1/java" 2>/dev/null)" != "$launch_version" ]; then
    rm -f "$1/classes.jsa" "$1/classes.lst" "$1/aot.config" "$1/aot.cache" "$1/aot.failed"
    printf '%s\n' "$launch_version" >"$1/java"
  fi
  if [ -f "$1/aot.cache" ]; then
    "$launch_program" -XX:AOTMode=on -XX:AOTCache="$1/aot.cache" -XX:+UseSerialGC -cp "$1/server.jar" \
      -version >/dev/null 2>&1 || rm -f "$1/aot.cache"
  fi
  if [ -f "$1/classes.jsa" ]; then
    "$launch_program" -Xshare:on -XX:+UseSerialGC -XX:SharedArchiveFile="$1/classes.jsa" \
      -cp "$1/server.jar" -version >/dev/null 2>&1 || rm -f "$1/classes.jsa" "$1/classes.lst"
  fi
}

# What start and archive must have in common. Two cores and a small heap: the serial collector needs
# the least CPU and memory. The young generation is large enough that a start collects a few times.
launch_heap='-XX:+UseSerialGC -Xms384m -Xmn192m -Xmx1g'

# launch_java DIR [JVM OPTION...]: prints the command line, for a shell to split at blanks. Call
# launch_prepare first.
launch_java() {
  launch_dir=$1
  shift
  printf '%s ' "$launch_program" -Duser.timezone=UTC "$launch_heap" -Xss512k
  # The optimising compiler waits four times longer than by default. It took more CPU than the
  # start itself, for code that runs only then; what a busy server runs is compiled all the same.
  printf '%s ' -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=10000 \
    -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=120000
  if launch_has_aot; then
    if [ -f "$launch_dir/aot.cache" ]; then
      # In the mode "auto" a cache that doesn't fit is passed over.
      printf '%s ' -XX:AOTMode=auto "-XX:AOTCache=$launch_dir/aot.cache"
    elif [ -d "$launch_dir/lib" ] && [ ! -s "$launch_dir/aot.config" ] &&
      [ ! -f "$launch_dir/aot.failed" ]; then
      printf '%s ' -XX:AOTMode=record "-XX:AOTConfiguration=$launch_dir/aot.config"
    fi
    printf '%s ' -Xlog:aot=off -Xlog:cds=off -Xlog:class+path=off
  elif [ -f "$launch_dir/classes.jsa" ]; then
    printf '%s ' "-XX:SharedArchiveFile=$launch_dir/classes.jsa" -Xlog:cds=off -Xlog:class+path=off
  elif [ -d "$launch_dir/lib" ]; then
    printf '%s ' "-XX:DumpLoadedClassList=$launch_dir/classes.lst"
  fi
  [ $# -eq 0 ] || printf '%s ' "$@"
  printf '%s ' -jar "$launch_dir/server.jar"
}

# launch_remember DIR: once the server has answered, makes the archive of classes for the next start.
# It takes about a minute of one core, so call it in the background; it gives way to everything else,
# and launch_stop_remembering ends it.
launch_remember() {
  [ ! -f "$1/classes.jsa" ] && [ -s "$1/classes.lst" ] || return 0
  cd "$1" || return 0
  # The last line may be half written. Java 17 crashes over some lambdas, so they are left out.
  sed -e '$d' -e '/@lambda/d' classes.lst >archived.lst
  # -XX:-CreateCoredumpOnCrash and the error file keep a crash of the dump out of sight.
  nice -n 19 "$launch_program" -Xshare:dump -XX:+UseSerialGC -Xmx1g -XX:-CreateCoredumpOnCrash \
    -XX:ErrorFile=archive-crash.log -XX:SharedClassListFile=archived.lst \
    -XX:SharedArchiveFile=classes.jsa.new -cp "$1/server.jar" >archive.log 2>&1 &
  launch_child=$!
  printf '%s\n' "$launch_child" >remember.pid
  if wait "$launch_child"; then mv -f classes.jsa.new classes.jsa; else rm -f classes.jsa.new; fi
  rm -f remember.pid
}

# launch_stop_remembering DIR: the next run begins it anew.
launch_stop_remembering() {
  [ -s "$1/remember.pid" ] || return 0
  launch_child=$(cat "$1/remember.pid")
  if grep -aq -e -Xshare:dump "/proc/$launch_child/cmdline" 2>/dev/null; then
    kill "$launch_child" 2>/dev/null || true
  fi
  rm -f "$1/remember.pid"
}

# launch_is_recording PID: whether that JVM will write a recording when it ends, which takes longer.
launch_is_recording() { grep -aq -e -XX:AOTMode=record "/proc/$1/cmdline" 2>/dev/null; }

# launch_wants_cache DIR: whether a recording lies there that no cache was made of yet.
launch_wants_cache() {
  [ -s "$1/aot.config" ] && [ ! -f "$1/aot.cache" ] && [ ! -f "$1/aot.failed" ]
}

# launch_cache DIR: makes the ahead-of-time cache of what the last run recorded; a JVM writes its
# recording when it ends, so call this after that. It takes about a minute. Whoever breaks it off is
# asked to wait again after the next run.
launch_cache() {
  launch_program=$(cat "$1/program") # the one that recorded
  # shellcheck disable=SC2086 # the options are to be split
  if "$launch_program" $launch_heap -XX:AOTMode=create "-XX:AOTConfiguration=$1/aot.config" \
    "-XX:AOTCache=$1/aot.cache.new" -XX:-CreateCoredumpOnCrash "-XX:ErrorFile=$1/archive-crash.log" \
    -cp "$1/server.jar" >"$1/archive.log" 2>&1; then
    mv -f "$1/aot.cache.new" "$1/aot.cache"
  else
    rm -f "$1/aot.cache.new"
    : >"$1/aot.failed" # once is enough; another jar or another Java tries again
  fi
  rm -f "$1/aot.config"
}

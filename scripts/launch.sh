# How the server is started. Sourced by ../rapport; docs/decisions/0011-start-up.md says why.
#
# The built jar is unpacked, because classes load faster from plain jars than from jars in a jar.
# The first start notes which classes it loads; launch_remember makes them into an archive
# (class data sharing), from which later starts map them ready parsed. Whatever is missing or
# doesn't fit is left out, and the start is then slower but the same.

# launch_prepare JAR DIR: makes DIR ready to start from; does nothing if JAR has not changed.
launch_prepare() {
  launch_stamp=$(ls -ln "$1")
  if [ -f "$2/server.jar" ] && [ "$(cat "$2/stamp" 2>/dev/null)" = "$launch_stamp" ] &&
    [ ! "$1" -nt "$2/stamp" ]; then
    launch_check_archive "$2"
    return 0
  fi
  rm -rf "$2" "$2.new"
  if java -Djarmode=tools -jar "$1" extract --destination "$2.new" >/dev/null 2>&1; then
    mv "$2.new/$(basename "$1")" "$2.new/server.jar"
  else
    rm -rf "$2.new"
    mkdir -p "$2.new"
    cp "$1" "$2.new/server.jar"
  fi
  printf '%s\n' "$launch_stamp" >"$2.new/stamp"
  mv "$2.new" "$2"
}

# Another Java, or jars that were touched, make an archive useless: it is made anew.
launch_check_archive() {
  [ -f "$1/classes.jsa" ] || return 0
  java -Xshare:on -XX:+UseSerialGC -XX:SharedArchiveFile="$1/classes.jsa" -cp "$1/server.jar" \
    -version >/dev/null 2>&1 || rm -f "$1/classes.jsa" "$1/classes.lst"
}

# launch_java DIR [JVM OPTION...]: prints the command line, for a shell to split at blanks.
launch_java() {
  launch_dir=$1
  shift
  printf '%s ' java -Duser.timezone=UTC
  # Two cores and a small heap: the serial collector needs the least CPU and memory. The young
  # generation is large enough that a start collects a few times only.
  printf '%s ' -XX:+UseSerialGC -Xms384m -Xmn192m -Xmx1g -Xss512k
  # The optimising compiler waits four times longer than by default. It took more CPU than the
  # start itself, for code that runs only then; what a busy server runs is compiled all the same.
  printf '%s ' -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=10000 \
    -XX:Tier4CompileThreshold=40000 -XX:Tier4BackEdgeThreshold=120000
  if [ -f "$launch_dir/classes.jsa" ]; then
    printf '%s ' "-XX:SharedArchiveFile=$launch_dir/classes.jsa" -Xlog:cds=off -Xlog:class+path=off
  elif [ -d "$launch_dir/lib" ]; then
    printf '%s ' "-XX:DumpLoadedClassList=$launch_dir/classes.lst"
  fi
  [ $# -eq 0 ] || printf '%s ' "$@"
  printf '%s ' -jar "$launch_dir/server.jar"
}

# launch_remember DIR: once the server has answered, makes the archive for the next start. It takes
# about a minute of one core, so call it in the background; it gives way to everything else.
launch_remember() {
  [ ! -f "$1/classes.jsa" ] && [ -s "$1/classes.lst" ] || return 0
  # The last line may be half written. Java 17 crashes over some lambdas, so they are left out.
  sed -e '$d' -e '/@lambda/d' "$1/classes.lst" >"$1/archived.lst"
  (
    cd "$1" || exit 0
    # -XX:-CreateCoredumpOnCrash and the error file keep a crash of the dump out of sight.
    nice -n 19 java -Xshare:dump -XX:+UseSerialGC -Xmx1g -XX:-CreateCoredumpOnCrash \
      -XX:ErrorFile="$1/archive-crash.log" -XX:SharedClassListFile="$1/archived.lst" \
      -XX:SharedArchiveFile="$1/classes.jsa.new" -cp "$1/server.jar" >"$1/archive.log" 2>&1 &&
      mv -f "$1/classes.jsa.new" "$1/classes.jsa"
  ) || rm -f "$1/classes.jsa.new"
}

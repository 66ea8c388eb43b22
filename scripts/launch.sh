# How the server is started. Sourced by ../rapport.

# launch_prepare JAR DIR: makes DIR ready to start from.
launch_prepare() {
  mkdir -p "$2"
  cmp -s "$1" "$2/server.jar" || cp "$1" "$2/server.jar"
}

# launch_java DIR: prints the command line.
launch_java() {
  printf '%s ' java -Duser.timezone=UTC -Xmx1g -jar "$1/server.jar"
}

package org.rapportfhir.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The peer's own jar in its own process, as the script starts it. */
final class RunningPeer implements AutoCloseable {
  private static final String READY = "peer ready at ";
  private static final int LINES_KEPT = 40;
  private static final int START_MINUTES = 5;

  private final Process process;
  private final CompletableFuture<String> base = new CompletableFuture<>();

  RunningPeer(String jdbcUrl, String... more) throws IOException {
    var command = new java.util.ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-jar");
    command.add(System.getProperty("peer.jar"));
    command.add("--peer.port=0");
    command.add("--peer.jdbc-url=" + jdbcUrl);
    command.add("--peer.user=postgres");
    command.addAll(java.util.List.of(more));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread reader = new Thread(this::read, "peer output");
    reader.setDaemon(true);
    reader.start();
  }

  /** The FHIR base, once the peer answers there. */
  String base() throws Exception {
    return base.get(START_MINUTES, TimeUnit.MINUTES);
  }

  /** Reads to the end: a full pipe would stop the peer. */
  private void read() {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          base.complete(line.substring(READY.length()));
        }
        last.add(line);
        if (last.size() > LINES_KEPT) {
          last.remove();
        }
      }
    } catch (IOException e) {
      last.add(e.toString());
    }
    base.completeExceptionally(
        new IllegalStateException("The peer ended:\n" + String.join("\n", last)));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}

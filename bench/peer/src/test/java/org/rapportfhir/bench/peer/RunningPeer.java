package org.rapportfhir.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The peer's own jar in its own process, as the script starts it. */
final class RunningPeer implements AutoCloseable {
  private static final String READY = "peer ready at ";
  private static final int LINES_KEPT = 40;
  // Alone it takes well under one; a build machine may have other things to do.
  private static final int START_MINUTES = 10;

  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final CompletableFuture<String> base = new CompletableFuture<>();

  RunningPeer(String jdbcUrl, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // What is proved here is right answers, not speed: start without the second compiler.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-jar");
    command.add(System.getProperty("peer.jar"));
    command.add("--peer.port=0");
    command.add("--peer.jdbc-url=" + jdbcUrl);
    command.add("--peer.user=postgres");
    command.addAll(List.of(more));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread reader = new Thread(this::read, "peer output");
    reader.setDaemon(true);
    reader.start();
  }

  /** The FHIR base, once the peer answers there. */
  String base() throws Exception {
    try {
      return base.get(START_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The peer isn't ready yet:\n" + output(), e);
    }
  }

  /** Reads to the end: a full pipe would stop the peer. */
  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        if (line.startsWith(READY)) {
          base.complete(line.substring(READY.length()));
        }
      }
    } catch (IOException e) {
      keep(e.toString());
    }
    base.completeExceptionally(new IllegalStateException("The peer ended:\n" + output()));
  }

  private void keep(String line) {
    synchronized (lastLines) {
      lastLines.add(line);
      if (lastLines.size() > LINES_KEPT) {
        lastLines.remove();
      }
    }
  }

  private String output() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}

package org.rapportfhir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.RunningServer;

/** A server that is told to end before it is up takes PostgreSQL and Janus along. */
class EndedWhileStartingIT {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration CHILDREN_END = Duration.ofSeconds(15);

  /** So long {@code ./rapport down} waits before it insists. */
  private static final Duration SERVER_ENDS = Duration.ofSeconds(30);

  private Path data;
  private Path janusPid;
  private Path postgresPid;
  private Process server;

  @BeforeEach
  void startServer() throws IOException {
    Files.createDirectories(Path.of("target", "it"));
    data = Files.createTempDirectory(Path.of("target", "it").toAbsolutePath(), "ended");
    janusPid = data.resolve("janus").resolve("janus.pid");
    postgresPid = data.resolve("postgres").resolve("postmaster.pid");
    int port = RunningServer.freePort();
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RapportApplication.class.getName(),
                "--rapport.port=" + port,
                "--rapport.base-url=http://localhost:" + port,
                "--rapport.data-dir=" + data,
                "--rapport.secret-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--rapport.sandbox=true",
                "--rapport.sandbox-cli-secret=" + RunningServer.CLI_SECRET,
                "--rapport.video.media-ports=" + (40_000 + (port % 100) * 10))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("server.log").toFile())
            .start();
  }

  @AfterEach
  void leaveNothing() {
    server.destroyForcibly();
    pid(janusPid).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    pid(postgresPid).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void onceJanusRuns() throws Exception {
    long janus = awaitPid(janusPid);
    long postgres = awaitPid(postgresPid);

    assertEndsWith(janus, postgres);
  }

  @Test
  void whilePostgresIsStarting() throws Exception {
    assertEndsWith(awaitPid(postgresPid));
  }

  private void assertEndsWith(long... children) throws InterruptedException {
    server.destroy();

    for (long child : children) {
      eventually(
          CHILDREN_END,
          () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive),
          Optional::isEmpty);
    }
    assertThat(server.waitFor(SERVER_ENDS.toSeconds(), TimeUnit.SECONDS))
        .as("the server ends too")
        .isTrue();
    assertThat(janusPid).doesNotExist();
    assertThat(postgresPid).doesNotExist();
  }

  private long awaitPid(Path file) {
    return eventually(
            START,
            () -> {
              assertThat(server.isAlive()).as("see %s/server.log", data).isTrue();
              return pid(file);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Long> pid(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .findFirst()
          .filter(line -> line.strip().matches("[0-9]+"))
          .map(line -> Long.valueOf(line.strip()));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}

package org.rapportfhir.video.janus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.video.janus.TestFolder;

/** The child process itself. */
class JanusProcessIT {
  private final TestFolder folder = TestFolder.create();
  private final Path directory = folder.path();
  private final JanusProcessSettings settings =
      new JanusProcessSettings(
          directory,
          JanusInstallation.find(),
          freePort(),
          freePort(),
          new PortRange(23_000, 23_099),
          "api-secret-of-the-test",
          "admin-secret-of-the-test",
          "admin-key-of-the-test",
          null);

  @AfterEach
  void removeFolder() {
    folder.close();
  }

  @Test
  void closingEndsTheProcessAndRemovesThePidFile() throws IOException {
    JanusProcess janus = JanusProcess.start(settings);
    ProcessHandle process = ProcessHandle.of(janus.pid()).orElseThrow();
    assertThat(pidFile()).hasContent(String.valueOf(janus.pid()));
    janus.close();
    janus.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void anUnexpectedExitStartsItAgain() {
    try (JanusProcess janus = JanusProcess.start(settings)) {
      long first = janus.pid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> janus.pid() != first && isAlive(janus.pid()));
      assertThat(pidFile()).hasContent(String.valueOf(janus.pid()));
    }
  }

  @Test
  void aJanusThatAnEarlierRunLeftBehindIsEnded() throws IOException {
    ConfigurationFolder configuration = new ConfigurationFolder(settings);
    configuration.write();
    Process leftOver =
        new ProcessBuilder(
                settings.installation().binary().toString(),
                "-F",
                configuration.conf().toString(),
                "-C",
                configuration.mainFile().toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("left-over.log").toFile())
            .start();
    Files.writeString(pidFile(), leftOver.pid() + "\n");
    try (JanusProcess janus = JanusProcess.start(settings)) {
      assertThat(leftOver.isAlive()).isFalse();
      assertThat(isAlive(janus.pid())).isTrue();
    } finally {
      leftOver.destroyForcibly();
    }
  }

  @Test
  void aStrangersProcessWithThatPidIsLeftAlone() throws IOException {
    Process stranger = new ProcessBuilder("tail", "-f", "/dev/null").start();
    try {
      Files.writeString(pidFile(), stranger.pid() + "\n");
      JanusProcess.start(settings).close();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void itsConfigurationIsForTheOwnersEyesAndLoadsOnlyTheModulesInUse() throws IOException {
    try (JanusProcess janus = JanusProcess.start(settings)) {
      assertThat(isAlive(janus.pid())).isTrue();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("conf"))))
          .isEqualTo("rwx------");
      try (Stream<Path> plugins = Files.list(directory.resolve("modules/plugins"))) {
        assertThat(plugins.map(Path::getFileName).map(Path::toString))
            .containsExactlyInAnyOrder("libjanus_videoroom.so", "libjanus_echotest.so");
      }
    }
  }

  @Test
  void itEndsWithTheJvmThatStartedIt() throws Exception {
    Process jvm = server();
    String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor()).as(printed).isZero();
    long janus = Long.parseLong(printed.lines().reduce((first, last) -> last).orElseThrow());
    assertThat(isAlive(janus)).isFalse();
    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void itEndsWithAJvmThatIsKilled() throws Exception {
    assumeThat(BoundToParent.isPossible()).as("setpriv of util-linux").isTrue();
    Process jvm = server("stay");
    try (var printed = jvm.inputReader()) {
      String line = printed.readLine();
      while (line != null && !line.matches("[0-9]+")) {
        line = printed.readLine();
      }
      long janus = Long.parseLong(String.valueOf(line));
      assertThat(isAlive(janus)).isTrue();

      jvm.destroyForcibly();

      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !isAlive(janus));
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void theBinaryIsFound() {
    assertThat(JanusProcess.findBinary()).isExecutable();
  }

  private Process server(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShortLivedServer.class.getName(),
                directory.toString(),
                String.valueOf(settings.apiPort()),
                String.valueOf(settings.adminPort())));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private Path pidFile() {
    return directory.resolve("janus.pid");
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.rapportfhir.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts Janus as the container does, from the same entry point and templates. */
class JanusEntryPointIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String SECRET = "a-secret-of-24-characters";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process janus;

  @AfterEach
  void stop() throws InterruptedException {
    if (janus != null) {
      janus.destroy();
      if (!janus.waitFor(5, TimeUnit.SECONDS)) {
        janus.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void janusAnswersTheHealthCheckAndTellsItsPublicAddress() throws Exception {
    Map<String, String> environment = environment();
    environment.put("PUBLIC_IP", "203.0.113.7");

    janus = start(environment);

    String info = infoOnceItAnswers(environment.get("API_PORT"));
    assertThat(info).contains("\"janus\":\"server_info\"", "203.0.113.7", "\"api_secret\":true");
    Path conf = folder.resolve("run/conf");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
        .as("the folder with secrets")
        .isEqualTo("rwx------");
    for (Path template : Repository.templates()) {
      assertThat(Variables.named(Files.readString(conf.resolve(template.getFileName()))))
          .as("placeholders left in %s", template.getFileName())
          .isEmpty();
    }
  }

  @Test
  void aSecretThatWouldBreakOutOfItsQuotesStopsTheStartUnprinted() throws Exception {
    Map<String, String> environment = environment();
    environment.put("ADMIN_KEY", "hidden\" api_secret = \"mine");

    janus = start(environment);

    assertThat(janus.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(janus.exitValue()).isEqualTo(64);
    assertThat(Files.readString(log())).contains("ADMIN_KEY").doesNotContain("hidden");
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", Repository.ROOT.resolve("docker/janus-entrypoint.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPLATES", Repository.TEMPLATES.toString());
    environment.put("RUN_FOLDER", folder.resolve("run").toString());
    environment.put("API_IP", "127.0.0.1");
    environment.put("API_PORT", freePort());
    environment.put("ADMIN_PORT", freePort());
    environment.put("API_SECRET", SECRET);
    environment.put("ADMIN_SECRET", SECRET);
    environment.put("ADMIN_KEY", SECRET);
    environment.put("RTP_PORT_RANGE", "40000-40099");
    environment.put("EVENTS_ENABLED", "false");
    environment.put("EVENTS_BACKEND", "");
    environment.put("EVENTS_USER", "");
    environment.put("EVENTS_PASSWORD", "");
    return environment;
  }

  private String infoOnceItAnswers(String port) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/janus/info")).build();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end && janus.isAlive()) {
      try {
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      } catch (IOException notYet) {
        janus.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw new AssertionError("Janus does not answer:\n" + Files.readString(log()));
  }

  private Path log() {
    return folder.resolve("log");
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}

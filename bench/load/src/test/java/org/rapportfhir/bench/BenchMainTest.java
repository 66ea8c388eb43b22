package org.rapportfhir.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tool makes of a server that goes wrong: a tiny one that can be told to. */
class BenchMainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path reports;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private volatile boolean refusesReads;
  private volatile String authorization = "";
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/fhir", this::answer);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String path = exchange.getRequestURI().getPath();
    if (header != null) {
      authorization = header;
    }
    if (path.endsWith("/metadata")) {
      send(exchange, 200, "{\"resourceType\":\"CapabilityStatement\"}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      send(exchange, 200, created(JSON.readTree(exchange.getRequestBody()).get("entry").size()));
    } else if (refusesReads) {
      send(exchange, 403, "{\"resourceType\":\"OperationOutcome\"}");
    } else {
      String id = path.substring(path.lastIndexOf('/') + 1);
      send(exchange, 200, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}");
    }
  }

  private static String created(int entries) {
    return IntStream.range(0, entries)
        .mapToObj(
            i -> "{\"response\":{\"status\":\"201\",\"location\":\"X/" + i + "/_history/1\"}}")
        .collect(
            Collectors.joining(
                ",",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[",
                "]}"));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String... more) throws IOException, InterruptedException {
    String[] fixed = {
      "--target=toy=http://localhost:" + server.getAddress().getPort() + "/fhir",
      "--scenario=read-patient",
      "--seconds=1",
      "--settle=0",
      "--warmup=0",
      "--rounds=1",
      "--concurrency=2",
      "--practitioners=2",
      "--patients=8",
      "--out=" + reports.resolve("run.json")
    };
    String[] all = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return BenchMain.run(all, new PrintStream(out, true, UTF_8), Clock.systemUTC());
  }

  @Test
  void aCleanRunEndsWithZeroAndLeavesBothReports() throws Exception {
    assertThat(run()).as(out.toString(UTF_8)).isZero();

    JsonNode json = JSON.readTree(Files.readString(reports.resolve("run.json")));
    assertThat(json.at("/errors").asLong()).isZero();
    assertThat(json.at("/summaries/0/perSecond/median").asDouble()).isPositive();
    assertThat(json.at("/turns/0/requests").asLong()).isPositive();
    assertThat(Files.readString(reports.resolve("run.md"))).contains("| read-patient | toy |");
  }

  @Test
  void settlingComesFirstSharedByAllScenariosAndIsInNoFigure() throws Exception {
    run("--settle=1", "--scenario=read-patient,search-token");

    JsonNode turns = JSON.readTree(Files.readString(reports.resolve("run.json"))).at("/turns");
    assertThat(turns.findValuesAsText("round")).containsExactly("-1", "-1", "1", "1");
    assertThat(turns.at("/0/scenario").asText()).isEqualTo("read-patient");
    assertThat(turns.at("/1/scenario").asText()).isEqualTo("search-token");
    assertThat(turns.at("/0/seconds").asDouble()).isBetween(0.5, 0.9);
    assertThat(turns.at("/0/requests").asLong()).isPositive();
    JsonNode reads =
        JSON.readTree(Files.readString(reports.resolve("run.json"))).at("/summaries/0");
    assertThat(reads.at("/perSecond/max").asDouble())
        .isEqualTo(turns.at("/2/perSecond").asDouble());
  }

  @Test
  void anErrorAnswerFailsTheRunAndIsQuoted() throws Exception {
    refusesReads = true;

    assertThat(run()).isEqualTo(1);
    assertThat(Files.readString(reports.resolve("run.md")))
        .contains("these figures do not count")
        .contains("-> 403");
  }

  @Test
  void tokenOfACommandIsSentAndStandsInNoReport() throws Exception {
    assertThat(run("--token-command", "toy=echo s3cret")).isZero();

    assertThat(authorization).isEqualTo("Bearer s3cret");
    assertThat(Files.readString(reports.resolve("run.json"))).doesNotContain("s3cret");
    assertThat(Files.readString(reports.resolve("run.md"))).doesNotContain("s3cret");
  }

  @Test
  void aTargetOutOfReachFailsTheRun() throws Exception {
    server.stop(0);

    assertThat(run()).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("doesn't answer");
  }

  @Test
  void wrongArgumentsEndWithTwo() throws Exception {
    assertThat(run("--rounds=0")).isEqualTo(2);
  }
}

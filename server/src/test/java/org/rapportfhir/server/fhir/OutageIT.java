package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;
import static org.rapportfhir.server.support.Practice.appointment;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Encounter;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;
import org.slf4j.LoggerFactory;

/** What clients see while a part of the product is gone, and that it mends itself. */
class OutageIT {
  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Sample\"}]}";
  private static final Duration BACK = Duration.ofSeconds(60);

  private final RunningServer server = RunningServer.get();

  @Test
  void withoutPostgresRequestsAreRefusedAsTransientAndAllIsWellOnceItIsBack() throws Exception {
    String token = server.systemToken();
    String kept = new Practice(server.ehr()).client();
    Path data = server.dataDirectory().resolve("postgres");
    String options = Files.readString(data.resolve("postmaster.opts")).strip();
    stopPostgres(data);

    ListAppender<ILoggingEvent> logged = logOf(ErrorTranslation.class);
    HttpResponse<String> refused = create(token);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    JsonNode issue = server.read(refused.body()).path("issue").path(0);
    assertThat(issue.path("code").asText()).isEqualTo("transient");
    assertThat(issue.path("details").path("coding").path(0).path("code").asText())
        .isEqualTo("fhir-database-away");
    assertThat(refused.body()).doesNotContain("jdbc").doesNotContain("org.postgresql");
    assertThat(logged.list)
        .extracting(line -> line.getMDCPropertyMap().get("request"))
        .contains(refused.headers().firstValue("X-Request-ID").orElseThrow());

    startPostgres(options, data);
    eventually(BACK, () -> create(token).statusCode(), status -> status == 201);
    assertThat(read(token, kept).statusCode()).isEqualTo(200);
    var practice = new Practice(server.ehr());
    Encounter encounter =
        practice.encounterOf(practice.book(appointment(practice.client(), practice.clinician())));
    assertThat(encounter.hasAppointment()).isTrue();
  }

  @Test
  void aVisitGoesOnAfterPostgresWasAwayAndItsPagesHearOfWhatChangesThen() throws Exception {
    var practice = new Practice(server.ehr());
    String client = practice.client();
    Encounter encounter =
        practice.encounterOf(practice.book(appointment(client, practice.clinician())));
    ClientPage page = new ClientPage(server, practice.invite(encounter, client)).checkIn();
    page.openSocket().isToldStep("waiting");
    String token = server.systemToken();
    Path data = server.dataDirectory().resolve("postgres");
    String options = Files.readString(data.resolve("postmaster.opts")).strip();

    // So that there are connections which the pool takes for good without a look.
    assertThat(create(token).statusCode()).isEqualTo(201);
    stopPostgres(data);
    int refused = create(token).statusCode();
    startPostgres(options, data);
    eventually(BACK, () -> create(token).statusCode(), status -> status == 201);

    assertThat(refused).isEqualTo(503);
    practice.call(encounter, "$admit", client);
    page.isToldStep("admitted");
    page.say("{\"type\":\"ping\"}");
    page.isTold("pong");
  }

  @Test
  void aBookingSucceedsWhileJanusIsAwayAndGetsItsRoomLater() throws Exception {
    var practice = new Practice(server.ehr());
    String janus =
        Files.readString(server.dataDirectory().resolve("janus").resolve("janus.pid"))
            .strip()
            .split("\\s+", -1)[0];
    signal("STOP", janus);
    try {
      eventually(BACK, this::health, h -> "DEGRADED".equals(videoStatus(h)));
      Encounter booked =
          practice.encounterOf(practice.book(appointment(practice.client(), practice.clinician())));
      assertThat(booked.getStatus()).isEqualTo(Encounter.EncounterStatus.PLANNED);
      eventually(
          BACK,
          () -> health().path("components").path("rooms").path("details").path("waiting").asInt(),
          waiting -> waiting > 0);
    } finally {
      signal("CONT", janus);
    }
    eventually(
        BACK,
        this::health,
        h ->
            "UP".equals(videoStatus(h))
                && h.path("components").path("rooms").path("details").path("waiting").asInt() == 0);
  }

  @Test
  void healthTellsOfTheServiceAndNotOfTheMachine() {
    assertThat(health().path("components").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "db", "livenessState", "ping", "readinessState", "rooms", "video");
  }

  private static ListAppender<ILoggingEvent> logOf(Class<?> type) {
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    ((Logger) LoggerFactory.getLogger(type)).addAppender(appender);
    return appender;
  }

  private JsonNode health() {
    return server.read(server.send(server.request("/actuator/health").GET()).body());
  }

  private static String videoStatus(JsonNode health) {
    return health.path("components").path("video").path("status").asText();
  }

  private HttpResponse<String> create(String token) {
    return server.send(
        server
            .request("/fhir/Patient")
            .setHeader("Content-Type", "application/fhir+json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(PATIENT)));
  }

  private HttpResponse<String> read(String token, String reference) {
    return server.send(
        server.request("/fhir/" + reference).header("Authorization", "Bearer " + token).GET());
  }

  private static void signal(String signal, String pid) throws Exception {
    run("kill", "-" + signal, pid);
  }

  private static void stopPostgres(Path data) throws Exception {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
    signal("QUIT", pid); // an immediate shutdown: like a crash, as far as clients can tell
    eventually(BACK, () -> ProcessHandle.of(Long.parseLong(pid)).isPresent(), there -> !there);
  }

  /** The command line that PostgreSQL itself notes down, again; it refuses to run as root. */
  private static void startPostgres(String commandLine, Path data) throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    String command = (root ? "exec unshare -U " : "exec ") + commandLine;
    new ProcessBuilder("sh", "-c", command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolveSibling("postgres-again.log").toFile())
        .start();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}

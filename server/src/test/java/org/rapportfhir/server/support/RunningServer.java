package org.rapportfhir.server.support;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.RapportApplication;
import org.rapportfhir.server.smart.UserAccounts;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole product on free ports, with a fresh data directory: real PostgreSQL, real Janus. It
 * starts once and serves every test of the run; tests keep apart by using people of their own.
 */
public final class RunningServer implements AutoCloseable {
  public static final String CLI_SECRET = "test-secret-of-the-cli";
  private static @Nullable RunningServer instance;

  private final ConfigurableApplicationContext context;
  private final String base;
  private final String publicBase;
  private final Path data;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final ObjectMapper json = new ObjectMapper();
  private final FhirContext fhir = FhirContext.forR4();
  private @Nullable String systemToken;
  private Instant tokenUntil = Instant.EPOCH;

  private RunningServer() {
    int port = freePort();
    base = "http://localhost:" + port;
    publicBase = base;
    data = newDataDirectory();
    context =
        run(
            port,
            List.of(
                "--rapport.video.media-ports=" + (40_000 + (port % 100) * 10),
                "--rapport.visit.empty-room-grace=3s"));
  }

  /** A second node of the same practice, as behind one proxy. */
  private RunningServer(RunningServer first) {
    int port = freePort();
    base = "http://localhost:" + port;
    publicBase = first.publicBase;
    data = newDataDirectory();
    var settings = new ArrayList<>(JanusOf.settingsToReach(first.data.resolve("janus")));
    settings.add("--rapport.database.url=" + first.bean(HikariDataSource.class).getJdbcUrl());
    settings.add("--rapport.database.user=postgres");
    settings.add("--rapport.database.pool-size=5");
    settings.add("--rapport.fhir.warm-up=false");
    context = run(port, settings);
  }

  /** So that a visit in some minutes is one of today's, whenever the tests run. */
  private static String whereItIsNoon() {
    int hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
    return "Etc/GMT%+d".formatted(hour - 12); // POSIX counts to the west
  }

  private static Path newDataDirectory() {
    try {
      Files.createDirectories(Path.of("target", "it"));
      return Files.createTempDirectory(Path.of("target", "it").toAbsolutePath(), "rapport");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigurableApplicationContext run(int port, List<String> more) {
    fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
    fhir.getRestfulClientFactory().setSocketTimeout(60_000);
    var arguments =
        new ArrayList<>(
            List.of(
                "--rapport.port=" + port,
                "--rapport.base-url=" + publicBase,
                "--rapport.data-dir=" + data,
                "--rapport.secret-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--rapport.sandbox=true",
                "--rapport.practice.time-zone=" + whereItIsNoon(),
                "--rapport.sandbox-cli-secret=" + CLI_SECRET));
    arguments.addAll(more);
    return SpringApplication.run(RapportApplication.class, arguments.toArray(String[]::new));
  }

  public static synchronized RunningServer get() {
    if (instance == null) {
      instance = new RunningServer();
    }
    return instance;
  }

  /** Starts a further node on this one's PostgreSQL and Janus; close it afterwards. */
  public RunningServer secondNode() {
    return new RunningServer(this);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Where this node itself listens. */
  public String base() {
    return base;
  }

  public Path dataDirectory() {
    return data;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public FhirContext fhirContext() {
    return fhir;
  }

  /** An EHR: the HAPI client with a token for everything. */
  public IGenericClient ehr() {
    return client(systemToken());
  }

  public IGenericClient client(String token) {
    IGenericClient client = fhir.newRestfulGenericClient(base + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(token));
    return client;
  }

  public synchronized String systemToken() {
    if (systemToken == null || Instant.now().isAfter(tokenUntil)) {
      systemToken = token("system/*.cruds");
      tokenUntil = Instant.now().plus(Duration.ofMinutes(10));
    }
    return systemToken;
  }

  public String token(String scope) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                .header("Authorization", basic("rapport-cli", CLI_SECRET))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&scope="
                            + URLEncoder.encode(scope, StandardCharsets.UTF_8))));
    return read(answer.body()).path("access_token").asText();
  }

  /** What somebody who signed in as this clinician would hold. */
  public String clinicianToken(String reference) {
    String username = "clinician-" + UUID.randomUUID();
    bean(UserAccounts.class)
        .create(username, "a long enough password", reference, List.of("clinician"));
    return sandboxToken("scope=user%2F*.cruds&user=" + username);
  }

  /** A token by the sandbox's door, ordered with this form. */
  public String sandboxToken(String form) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "/sandbox/token"))
                .header("Authorization", basic("rapport-cli", CLI_SECRET))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return read(answer.body()).path("access_token").asText();
  }

  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A FHIR request with the token for everything. */
  public HttpRequest.Builder fhirRequest(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/fhir" + path))
        .header("Authorization", "Bearer " + systemToken())
        .header("Content-Type", "application/fhir+json");
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Content-Type", "application/json");
  }

  public JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON: " + body, e);
    }
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

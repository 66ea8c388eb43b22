package org.rapportfhir.video.janus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.rapportfhir.video.janus.embedded.EventTarget;
import org.rapportfhir.video.janus.embedded.JanusInstallation;
import org.rapportfhir.video.janus.embedded.JanusProcess;
import org.rapportfhir.video.janus.embedded.JanusProcessSettings;
import org.rapportfhir.video.janus.embedded.PortRange;

/** A real Janus on free ports, with a receiver for its events. */
final class TestJanus implements AutoCloseable {
  static final MasterSecret MASTER =
      MasterSecret.of(
          "a master secret for tests, 32 bytes and more".getBytes(StandardCharsets.UTF_8));
  private static final String USER = "janus";
  private static final String PASSWORD = "events-password-1";

  final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicReference<JanusEventIntake> intake = new AtomicReference<>();
  private final ExecutorService receiving = Executors.newSingleThreadExecutor();
  private final HttpServer receiver;
  private final TestFolder folder = TestFolder.create();
  private final JanusProcessSettings processSettings;
  private JanusProcess process;

  TestJanus() {
    try {
      receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      receiver.createContext("/events", this::receive);
      receiver.setExecutor(receiving);
      receiver.start();
      processSettings = processSettings();
      process = JanusProcess.start(processSettings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An adapter whose events arrive. */
  JanusVideoRooms rooms() {
    JanusVideoRooms rooms = new JanusVideoRooms(settings());
    intake.set(rooms.events());
    Await.until("Janus answers", () -> rooms.health().up());
    return rooms;
  }

  JanusSettings settings() {
    return processSettings.adapterSettings(MASTER);
  }

  JanusProcess process() {
    return process;
  }

  /** After it was closed: a new one with the same settings. */
  void startAgain() {
    process = JanusProcess.start(processSettings);
  }

  private JanusProcessSettings processSettings() {
    int first = 20_000 + (int) (ProcessHandle.current().pid() % 100) * 400;
    URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/events");
    return new JanusProcessSettings(
        folder.path(),
        JanusInstallation.find(),
        freePort(),
        freePort(),
        new PortRange(first, first + 399),
        "api-secret-of-the-test",
        "admin-secret-of-the-test",
        "admin-key-of-the-test",
        new EventTarget(url, USER, PASSWORD));
  }

  private void receive(HttpExchange exchange) throws IOException {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    byte[] body = exchange.getRequestBody().readAllBytes();
    bodies.add(new String(body, StandardCharsets.UTF_8));
    JanusEventIntake target = intake.get();
    int status = 204;
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      status = 401;
    } else if (target != null) {
      target.accept(body);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    receiver.stop(0);
    receiving.shutdownNow();
    folder.close();
  }
}

package org.rapportfhir.server.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.video.janus.JanusSettings;
import org.rapportfhir.video.janus.JanusVideoRooms;
import org.rapportfhir.video.janus.MasterSecret;
import org.rapportfhir.video.janus.embedded.EventTarget;
import org.rapportfhir.video.janus.embedded.JanusInstallation;
import org.rapportfhir.video.janus.embedded.JanusProcess;
import org.rapportfhir.video.janus.embedded.JanusProcessSettings;
import org.rapportfhir.video.janus.embedded.PortRange;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Janus, embedded by default. Its secrets are derived, so nothing has to be kept. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
  static final String EVENTS_PATH = "/internal/janus/events";
  static final String EVENTS_USER = "janus";

  /** An embedded Janus and how to reach it. */
  record EmbeddedJanus(JanusProcess process, JanusProcessSettings settings)
      implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(
      name = "rapport.video.embedded",
      havingValue = "true",
      matchIfMissing = true)
  EmbeddedJanus embeddedJanus(RapportSettings settings) {
    JanusProcessSettings janus = processSettings(settings);
    return new EmbeddedJanus(JanusProcess.start(janus), janus);
  }

  @Bean(destroyMethod = "close")
  JanusVideoRooms videoRooms(RapportSettings settings, ObjectProvider<EmbeddedJanus> embedded) {
    var master = MasterSecret.of(settings.keyFor("media-rooms"));
    EmbeddedJanus own = embedded.getIfAvailable();
    return new JanusVideoRooms(
        own != null
            ? own.settings().adapterSettings(master)
            : externalSettings(settings.video(), master));
  }

  private static JanusProcessSettings processSettings(RapportSettings settings) {
    int ports = settings.video().mediaPorts();
    return new JanusProcessSettings(
        settings.dataDir().resolve("janus"),
        JanusInstallation.find(),
        freePort(),
        freePort(),
        new PortRange(ports, ports + 999),
        text(settings, "janus-api"),
        text(settings, "janus-admin"),
        text(settings, "janus-admin-key"),
        new EventTarget(
            URI.create("http://127.0.0.1:" + settings.port() + EVENTS_PATH),
            EVENTS_USER,
            eventsPassword(settings)));
  }

  static String eventsPassword(RapportSettings settings) {
    String external = settings.video().eventsPassword();
    return external != null ? external : text(settings, "janus-events");
  }

  private static JanusSettings externalSettings(RapportSettings.Video video, MasterSecret master) {
    return new JanusSettings(
        video.apiUrl(),
        video.adminUrl(),
        required("rapport.video.api-secret", video.apiSecret()),
        required("rapport.video.admin-secret", video.adminSecret()),
        required("rapport.video.admin-key", video.adminKey()),
        master);
  }

  private static String required(String name, @Nullable String value) {
    return Objects.requireNonNull(value, name + " is needed for an external Janus");
  }

  private static String text(RapportSettings settings, String purpose) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(settings.keyFor(purpose));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no free port for Janus", e);
    }
  }
}

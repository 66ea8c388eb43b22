package org.rapportfhir.video.janus.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.video.janus.JanusSettings;
import org.rapportfhir.video.janus.MasterSecret;

/**
 * How to run Janus.
 *
 * @param directory for its configuration, log and pid file; made when missing
 * @param installation the program and its modules
 * @param apiPort TCP port of the API on the loopback interface
 * @param adminPort TCP port of the admin API on the loopback interface
 * @param mediaPorts UDP ports for media
 * @param apiSecret what each API request must carry
 * @param adminSecret what each admin request must carry
 * @param adminKey what making a room must carry
 * @param events where events go, or null for none
 */
public record JanusProcessSettings(
    Path directory,
    JanusInstallation installation,
    int apiPort,
    int adminPort,
    PortRange mediaPorts,
    String apiSecret,
    String adminSecret,
    String adminKey,
    @Nullable EventTarget events) {

  private static final String LOOPBACK = "127.0.0.1";

  public JanusProcessSettings {
    directory = directory.toAbsolutePath().normalize();
    Objects.requireNonNull(installation, "installation");
    Objects.requireNonNull(mediaPorts, "mediaPorts");
    requirePort("apiPort", apiPort);
    requirePort("adminPort", adminPort);
    if (apiPort == adminPort) {
      throw new IllegalArgumentException("apiPort and adminPort must differ");
    }
    requireSecret("apiSecret", apiSecret);
    requireSecret("adminSecret", adminSecret);
    requireSecret("adminKey", adminKey);
  }

  /** How the adapter reaches this Janus. */
  public JanusSettings adapterSettings(MasterSecret masterSecret) {
    return new JanusSettings(
        URI.create("http://" + LOOPBACK + ":" + apiPort + "/janus"),
        URI.create("http://" + LOOPBACK + ":" + adminPort + "/admin"),
        apiSecret,
        adminSecret,
        adminKey,
        masterSecret);
  }

  String ip() {
    return LOOPBACK;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "JanusProcessSettings[" + directory + "]";
  }

  private static void requirePort(String field, int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(field + " must be between 1 and 65535");
    }
  }

  private static void requireSecret(String field, String value) {
    Objects.requireNonNull(value, field);
    if (value.length() < 16) {
      throw new IllegalArgumentException(field + " must have at least 16 characters");
    }
  }
}

package org.rapportfhir.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server's settings, all below {@code rapport}.
 *
 * @param baseUrl where browsers and EHRs reach this server, without a trailing slash
 * @param dataDir where the embedded PostgreSQL, the embedded Janus and the logs live
 * @param secretKey 32 random bytes in base64: signs links, seals signing keys, derives room secrets
 * @param port where this server listens
 * @param sandbox whether made-up people, demo sign-ins and {@code /sandbox} exist
 */
@ConfigurationProperties("rapport")
public record RapportSettings(
    @DefaultValue("http://localhost:8080") URI baseUrl,
    @DefaultValue(".rapport") Path dataDir,
    String secretKey,
    @DefaultValue("8080") int port,
    @DefaultValue("false") boolean sandbox,
    @DefaultValue Practice practice,
    @DefaultValue Database database,
    @DefaultValue Fhir fhir,
    @DefaultValue Video video,
    @DefaultValue Visit visit) {

  public RapportSettings {
    if (secretKeyBytes(secretKey).length != 32) {
      throw new IllegalArgumentException(
          "rapport.secret-key must be 32 bytes in base64; make one with: openssl rand -base64 32");
    }
  }

  private static byte[] secretKeyBytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rapport.secret-key is not base64", e);
    }
  }

  /** The FHIR base, which is also the audience of every access token. */
  public String fhirBase() {
    return baseUrl + "/fhir";
  }

  /** A key of its own for one purpose, so that no two uses share key material. */
  public byte[] keyFor(String purpose) {
    return KeyDerivation.derive(secretKeyBytes(secretKey), purpose);
  }

  /**
   * How the practice appears to clients.
   *
   * @param name may be neutral, so that a page or a notice doesn't tell the kind of care
   * @param phone the office, E.164
   * @param timeZone the practice's days are counted in it
   */
  public record Practice(
      @DefaultValue("Sample Street") String name,
      @DefaultValue("+15550100") String phone,
      @DefaultValue("America/Los_Angeles") ZoneId timeZone) {}

  /**
   * PostgreSQL.
   *
   * @param url JDBC URL; none: an embedded PostgreSQL below the data directory
   * @param poolSize connections; two cores do best with few
   */
  public record Database(
      @Nullable String url,
      @DefaultValue("rapport") String user,
      @DefaultValue("") String password,
      @DefaultValue("0") int embeddedPort,
      @DefaultValue("10") int poolSize) {}

  /**
   * FHIR storage.
   *
   * @param maxBundleEntries entries of a transaction or batch
   * @param storedAnswers whether plain reads and searches are answered from the stored text
   */
  public record Fhir(
      @DefaultValue("ALL") Validation validation,
      @DefaultValue("500") int maxBundleEntries,
      @DefaultValue("true") boolean storedAnswers) {

    /** What is validated beyond what the strict parser refuses. */
    public enum Validation {
      /** Every resource against R4, and against each profile it claims or needs. */
      ALL,
      /** Only resources that claim or need one of Rapport's profiles. */
      PROFILES,
      /** Nothing; for measuring. */
      OFF
    }
  }

  /**
   * The media server.
   *
   * @param embedded start Janus as a child of this process
   * @param mediaPorts the first of the thousand UDP ports that an embedded Janus uses for media
   * @param apiUrl an external Janus's REST API
   * @param adminUrl its admin API
   */
  public record Video(
      @DefaultValue("true") boolean embedded,
      @DefaultValue("20000") int mediaPorts,
      @DefaultValue("http://127.0.0.1:8088/janus") URI apiUrl,
      @DefaultValue("http://127.0.0.1:7088/admin") URI adminUrl,
      @Nullable String apiSecret,
      @Nullable String adminSecret,
      @Nullable String adminKey,
      @Nullable String eventsPassword) {}

  /**
   * A visit's timing.
   *
   * @param opensBefore how long before the start a client may check in
   * @param linkOutlives how long after the planned end a personal link still works
   * @param emptyRoomGrace how long a started visit may stay empty before it ends by itself
   */
  public record Visit(
      @DefaultValue("30m") Duration opensBefore,
      @DefaultValue("4h") Duration linkOutlives,
      @DefaultValue("2m") Duration emptyRoomGrace) {}
}

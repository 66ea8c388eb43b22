package org.rapportfhir.server.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server's settings, all below {@code rapport}.
 *
 * @param baseUrl where browsers and EHRs reach this server, without a trailing slash; also the
 *     issuer of tokens
 * @param dataDir where the embedded PostgreSQL, the embedded Janus and the logs live
 * @param secretKey 32 random bytes in base64: signs links, seals signing keys, derives room secrets
 * @param port where this server listens
 * @param address at which it listens; none: at this machine's own in the sandbox, else at each
 * @param sandbox whether made-up people, demo sign-ins and {@code /sandbox} exist
 * @param sandboxCliSecret secret of the client {@code rapport-cli}; needed in the sandbox only
 */
@ConfigurationProperties("rapport")
public record RapportSettings(
    @DefaultValue("http://localhost:8080") URI baseUrl,
    @DefaultValue(".rapport") Path dataDir,
    String secretKey,
    @DefaultValue("8080") int port,
    @Nullable InetAddress address,
    @DefaultValue("false") boolean sandbox,
    @Nullable String sandboxCliSecret,
    @DefaultValue Practice practice,
    @DefaultValue Database database,
    @DefaultValue Fhir fhir,
    @DefaultValue Video video,
    @DefaultValue Visit visit) {

  private static final int KEY_BYTES = 32;
  private static final InetAddress IPV4_LOOPBACK = ipv4Loopback();

  public RapportSettings {
    if (baseUrl.getScheme() == null || baseUrl.getHost() == null) {
      throw new IllegalArgumentException("rapport.base-url must be an address like https://host");
    }
    if (baseUrl.getQuery() != null || baseUrl.getFragment() != null) {
      throw new IllegalArgumentException("rapport.base-url must have no query and no fragment");
    }
    if (sandbox && (sandboxCliSecret == null || sandboxCliSecret.isBlank())) {
      throw new IllegalArgumentException("rapport.sandbox needs rapport.sandbox-cli-secret");
    }
    requireKey(secretKey);
    baseUrl = URI.create(baseUrl.toString().replaceAll("/+$", ""));
  }

  private static void requireKey(@Nullable String key) {
    try {
      if (key != null && Base64.getDecoder().decode(key).length == KEY_BYTES) {
        return;
      }
    } catch (IllegalArgumentException notBase64) {
      // Falls through to the one message; the cause would quote the secret.
    }
    throw new IllegalArgumentException(
        "rapport.secret-key must be base64 of 32 random bytes, as from: openssl rand -base64 32");
  }

  /** Issuer of every token, without a slash at the end. */
  public String issuer() {
    return baseUrl.toString();
  }

  /** Whether browsers reach this server by TLS, here or at a proxy in front. */
  public boolean https() {
    return "https".equalsIgnoreCase(baseUrl.getScheme());
  }

  /**
   * The one address to listen at, if it is to be one. A sandbox has well-known passwords: nobody on
   * the network gets at it unless its owner says so.
   */
  public Optional<InetAddress> listenAddress() {
    return address == null && sandbox ? Optional.of(IPV4_LOOPBACK) : Optional.ofNullable(address);
  }

  private static InetAddress ipv4Loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are always an address", e);
    }
  }

  /** The FHIR base, which is also the audience of every access token. */
  public String fhirBase() {
    return baseUrl + "/fhir";
  }

  /** A key of its own for one purpose, so that no two uses share key material. */
  public byte[] keyFor(String purpose) {
    return KeyDerivation.derive(Base64.getDecoder().decode(secretKey), purpose);
  }

  /** Without the secrets: this may end up in a log. */
  @Override
  public String toString() {
    return "RapportSettings[baseUrl=" + baseUrl + ", port=" + port + ", sandbox=" + sandbox + "]";
  }

  /**
   * How the practice appears to clients.
   *
   * @param name may be neutral, so that a page or a notice doesn't tell the kind of care
   * @param phone the office, E.164
   * @param timeZone the practice's days are counted in it; a region, since browsers know no other
   */
  public record Practice(
      @DefaultValue("Sample Street") String name,
      @DefaultValue("+15550100") String phone,
      @DefaultValue("America/Los_Angeles") ZoneId timeZone) {

    public Practice {
      if (timeZone instanceof ZoneOffset) {
        throw new IllegalArgumentException(
            "rapport.practice.time-zone must be a region like America/Denver");
      }
    }
  }

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
      @DefaultValue("10") int poolSize) {

    /** Without the password: this may end up in a log. */
    @Override
    public String toString() {
      return "Database[user=" + user + ", poolSize=" + poolSize + "]";
    }
  }

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
      @Nullable String eventsPassword) {

    /** Without the secrets: this may end up in a log. */
    @Override
    public String toString() {
      return "Video[embedded=" + embedded + ", apiUrl=" + apiUrl + ", adminUrl=" + adminUrl + "]";
    }
  }

  /**
   * A visit's timing.
   *
   * @param opensBefore how long before the start a client may check in
   * @param roomBefore how long before the start the media server holds a room; later visits have
   *     none yet, or a year of bookings would live in its memory
   * @param linkOutlives how long after the planned end a personal link still works
   * @param emptyRoomGrace how long a started visit may stay empty before it ends by itself
   */
  public record Visit(
      @DefaultValue("30m") Duration opensBefore,
      @DefaultValue("24h") Duration roomBefore,
      @DefaultValue("4h") Duration linkOutlives,
      @DefaultValue("2m") Duration emptyRoomGrace) {}
}

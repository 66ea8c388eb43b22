package org.rapportfhir.video.janus;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one Janus server, checked when made: a wrong value is an {@link
 * IllegalArgumentException} that names the field.
 *
 * @param apiUri the API with its base path, such as {@code http://127.0.0.1:8088/janus}
 * @param adminUri the admin API with its base path, such as {@code http://127.0.0.1:7088/admin}
 * @param apiSecret Janus's {@code api_secret}
 * @param adminSecret Janus's {@code admin_secret}
 * @param adminKey the videoroom plugin's {@code admin_key}, without which nobody makes rooms
 * @param masterSecret from which the secrets of rooms and people are derived
 * @param requestTimeout how long one request may take, and an answer that Janus sends later
 * @param heartbeat how often Janus is asked for a sign of life
 */
public record JanusSettings(
    URI apiUri,
    URI adminUri,
    String apiSecret,
    String adminSecret,
    String adminKey,
    MasterSecret masterSecret,
    Duration requestTimeout,
    Duration heartbeat) {

  /** Long enough for a loaded server to make an SDP answer, short enough for a person who waits. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);

  /** With the request's timeout this bounds how long a server that hangs goes unnoticed. */
  public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(5);

  public JanusSettings {
    requireHttp("apiUri", apiUri);
    requireHttp("adminUri", adminUri);
    requireText("apiSecret", apiSecret);
    requireText("adminSecret", adminSecret);
    requireText("adminKey", adminKey);
    Objects.requireNonNull(masterSecret, "masterSecret");
    requireBetween("requestTimeout", requestTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
    requireBetween("heartbeat", heartbeat, Duration.ofMillis(100), Duration.ofSeconds(30));
  }

  /** Settings with the default times. */
  public JanusSettings(
      URI apiUri,
      URI adminUri,
      String apiSecret,
      String adminSecret,
      String adminKey,
      MasterSecret masterSecret) {
    this(
        apiUri,
        adminUri,
        apiSecret,
        adminSecret,
        adminKey,
        masterSecret,
        DEFAULT_REQUEST_TIMEOUT,
        DEFAULT_HEARTBEAT);
  }

  /** The same server with other times. */
  public JanusSettings withTimes(Duration newRequestTimeout, Duration newHeartbeat) {
    return new JanusSettings(
        apiUri,
        adminUri,
        apiSecret,
        adminSecret,
        adminKey,
        masterSecret,
        newRequestTimeout,
        newHeartbeat);
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "JanusSettings[" + apiUri + "]";
  }

  private static void requireHttp(String field, URI uri) {
    Objects.requireNonNull(uri, field);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException(field + " must be an absolute http or https address");
    }
    if (uri.getQuery() != null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(field + " must carry no query and no user");
    }
    if (uri.getPath().length() < 2 || uri.getPath().endsWith("/")) {
      throw new IllegalArgumentException(
          field + " must end with Janus's base path, without a slash");
    }
  }

  private static void requireText(String field, String value) {
    Objects.requireNonNull(value, field);
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " must not be blank");
    }
  }

  private static void requireBetween(String field, Duration value, Duration least, Duration most) {
    Objects.requireNonNull(value, field);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(field + " must be between " + least + " and " + most);
    }
  }
}

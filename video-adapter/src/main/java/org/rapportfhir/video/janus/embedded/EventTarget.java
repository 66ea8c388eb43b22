package org.rapportfhir.video.janus.embedded;

import java.net.URI;
import java.util.Objects;

/**
 * Where Janus posts its events.
 *
 * @param url an HTTP address
 * @param user for basic authentication
 * @param password for basic authentication
 */
public record EventTarget(URI url, String user, String password) {
  public EventTarget {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new IllegalArgumentException("url must be an http or https address");
    }
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "EventTarget[" + url + "]";
  }
}

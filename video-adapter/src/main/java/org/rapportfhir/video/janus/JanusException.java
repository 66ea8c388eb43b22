package org.rapportfhir.video.janus;

/**
 * Janus refused a request for a reason that trying again does not change, such as a wrong secret or
 * a room that is full. {@link #code} is Janus's own error code; its text is not part of any
 * contract.
 */
public final class JanusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  JanusException(String request, int code, String reason) {
    super("Janus refused \"" + request + "\" with code " + code + ": " + reason);
    this.code = code;
  }

  /** Janus's error code: below 500 the core's or the videoroom plugin's. */
  public int code() {
    return code;
  }
}

package org.rapportfhir.video;

/** The media server does not answer; the same call may succeed later. */
public final class VideoUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VideoUnavailableException(String message) {
    super(message);
  }

  public VideoUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

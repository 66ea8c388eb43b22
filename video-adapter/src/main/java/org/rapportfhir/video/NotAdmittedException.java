package org.rapportfhir.video;

/** The person has not been admitted to the room, or the room is closed. */
public final class NotAdmittedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotAdmittedException(String message) {
    super(message);
  }

  public NotAdmittedException(String message, Throwable cause) {
    super(message, cause);
  }
}

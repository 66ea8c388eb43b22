package org.rapportfhir.video;

/** A browser asks for much more than any does, and faster than the media server takes it. */
public final class SignallingFloodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SignallingFloodException() {
    super("More waits than any browser asks for");
  }
}

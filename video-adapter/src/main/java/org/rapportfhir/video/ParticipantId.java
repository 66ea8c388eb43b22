package org.rapportfhir.video;

import java.util.Objects;

/**
 * One person in one room. It is random, says nothing about the person, and stays the same through
 * reconnects and Janus restarts.
 */
public record ParticipantId(String value) {
  public ParticipantId {
    Objects.requireNonNull(value, "value");
    if (!value.matches("[A-Za-z0-9-]{8,64}")) {
      throw new IllegalArgumentException("A participant id is 8 to 64 letters, digits or hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

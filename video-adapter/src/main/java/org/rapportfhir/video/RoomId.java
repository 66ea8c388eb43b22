package org.rapportfhir.video;

import java.util.Objects;

/** The unguessable name of one media room; Rapport uses one room per visit. */
public record RoomId(String value) {
  public RoomId {
    Objects.requireNonNull(value, "value");
    if (!value.matches("[A-Za-z0-9-]{16,64}")) {
      throw new IllegalArgumentException("A room id is 16 to 64 letters, digits or hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

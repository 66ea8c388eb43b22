package org.rapportfhir.profiles;

import java.util.Arrays;
import java.util.Optional;

/** A concept of one of Rapport's own code systems. */
public interface Coded {
  /** The code as it stands in a resource. */
  String code();

  /** The concept with this code, or empty if the code system has none. */
  static <E extends Enum<E> & Coded> Optional<E> of(Class<E> concepts, String code) {
    return Arrays.stream(concepts.getEnumConstants())
        .filter(concept -> concept.code().equals(code))
        .findFirst();
  }
}

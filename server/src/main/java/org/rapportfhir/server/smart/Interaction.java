package org.rapportfhir.server.smart;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a SMART 2 scope may permit on a resource type, in the order in which scopes spell it.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART
 *     App Launch 2.2, Scopes</a>
 */
enum Interaction {
  CREATE('c'),
  READ('r'),
  UPDATE('u'),
  DELETE('d'),
  SEARCH('s');

  private final char letter;

  Interaction(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }

  static Set<Interaction> all() {
    return EnumSet.allOf(Interaction.class);
  }
}

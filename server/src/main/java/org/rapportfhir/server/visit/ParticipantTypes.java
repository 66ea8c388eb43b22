package org.rapportfhir.server.visit;

import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VisitRole;

/**
 * R4's word for what somebody does in an Encounter, of its value set <a
 * href="http://hl7.org/fhir/R4/valueset-encounter-participant-type.html">encounter-participant-type</a>.
 * It has none for the client, who is the subject.
 */
public final class ParticipantTypes {
  private static final Map<VisitRole, Coding> TYPES =
      Map.of(
          VisitRole.HOST, participation("PPRF"),
          VisitRole.CO_HOST, participation("SPRF"),
          VisitRole.INTERPRETER, coding(Rapport.Codes.PARTICIPANT_TYPE, "translator"),
          VisitRole.SUPPORT_PERSON, participation("ESC"),
          VisitRole.OBSERVER, participation("PART"));

  private ParticipantTypes() {}

  static Coding of(VisitRole role) {
    Coding type = TYPES.get(role);
    if (type == null) {
      throw new IllegalArgumentException("No participant: " + role);
    }
    return type.copy();
  }

  /** What a type says of the role; empty for types that say little, such as {@code PART}. */
  public static Optional<VisitRole> roleOf(CodeableConcept type) {
    return TYPES.entrySet().stream()
        .filter(known -> known.getKey() != VisitRole.OBSERVER)
        .filter(known -> type.hasCoding(known.getValue().getSystem(), known.getValue().getCode()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Coding participation(String code) {
    return coding(Rapport.Codes.PARTICIPATION_TYPE, code);
  }

  private static Coding coding(String system, String code) {
    return new Coding().setSystem(system).setCode(code);
  }
}

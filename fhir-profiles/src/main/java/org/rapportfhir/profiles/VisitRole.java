package org.rapportfhir.profiles;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter.EncounterParticipantComponent;
import org.hl7.fhir.r4.model.Extension;

/** What a participant does in a virtual visit. */
public enum VisitRole implements Coded {
  /** The person whom the visit is for. */
  CLIENT("client"),
  /** The clinician who opens the room, admits the others and ends the visit. */
  HOST("host"),
  /** A second clinician who may do what the host may. */
  CO_HOST("co-host"),
  INTERPRETER("interpreter"),
  SUPPORT_PERSON("support-person"),
  /** Listens with the client's knowledge and takes no part in the care. */
  OBSERVER("observer");

  private final String code;

  VisitRole(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  public static Optional<VisitRole> of(AppointmentParticipantComponent participant) {
    return read(participant.getExtension());
  }

  public static Optional<VisitRole> of(EncounterParticipantComponent participant) {
    return read(participant.getExtension());
  }

  public void writeTo(AppointmentParticipantComponent participant) {
    Parts.replace(participant.getExtension(), extension());
  }

  public void writeTo(EncounterParticipantComponent participant) {
    Parts.replace(participant.getExtension(), extension());
  }

  private Extension extension() {
    return new Extension(Rapport.Ext.VISIT_ROLE, new CodeType(code));
  }

  private static Optional<VisitRole> read(List<Extension> extensions) {
    return Parts.only(extensions, Rapport.Ext.VISIT_ROLE)
        .map(found -> Parts.value(found, CodeType.class))
        .map(found -> Parts.concept(found, Rapport.Ext.VISIT_ROLE, VisitRole.class));
  }
}

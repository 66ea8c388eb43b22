package org.rapportfhir.server.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VirtualServices;

/** The Encounter of a visit in the FHIR store; takes part in the transaction that is under way. */
final class EncounterWriter {
  /** SNOMED CT, the type that US Core's own telehealth example has. */
  private static final Coding TELEMEDICINE =
      new Coding().setSystem("http://snomed.info/sct").setCode("448337001");

  private final DaoRegistry daos;

  EncounterWriter(DaoRegistry daos) {
    this.daos = daos;
  }

  void create(Visit visit, Appointment appointment, String landing, TransactionDetails tx) {
    var encounter = new Encounter();
    encounter.setId(new IdType("Encounter", visit.id()));
    encounter.getMeta().addProfile(Rapport.Profile.TELEHEALTH_ENCOUNTER);
    encounter.addIdentifier(visitIdentifier(visit.id()));
    encounter.setClass_(new Coding().setSystem(Rapport.Codes.ACT_CODE).setCode("VR"));
    encounter.setType(types(appointment));
    visit.people().stream()
        .filter(p -> p.role() == Role.CLIENT)
        .findFirst()
        .ifPresent(client -> encounter.setSubject(new Reference(client.reference())));
    encounter.addAppointment(new Reference("Appointment/" + visit.appointment()));
    encounter.setReasonCode(appointment.getReasonCode());
    VirtualServices.write(encounter, landing);
    EncounterRecord.write(visit, encounter, visit.start());
    // The id is new, and saying so spares a query that would also flush what was written so far.
    tx.addResolvedResourceId(encounter.getIdElement(), null);
    encounters().update(encounter, null, true, false, new SystemRequestDetails(), tx);
  }

  void update(Visit visit, Instant now) {
    var encounter =
        encounters().read(new IdType("Encounter", visit.id()), new SystemRequestDetails());
    EncounterRecord.write(visit, encounter, now);
    encounters().update(encounter, new SystemRequestDetails());
  }

  static Identifier visitIdentifier(String visit) {
    return new Identifier().setSystem(Rapport.Sid.VISIT).setValue(visit);
  }

  private static List<CodeableConcept> types(Appointment appointment) {
    return appointment.hasServiceType()
        ? appointment.getServiceType()
        : List.of(new CodeableConcept().addCoding(TELEMEDICINE.copy()));
  }

  private IFhirResourceDao<Encounter> encounters() {
    return daos.getResourceDao(Encounter.class);
  }
}

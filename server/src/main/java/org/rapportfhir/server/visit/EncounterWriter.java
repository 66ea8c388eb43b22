package org.rapportfhir.server.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.net.URI;
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
  private final URI baseUrl;

  EncounterWriter(DaoRegistry daos, URI baseUrl) {
    this.daos = daos;
    this.baseUrl = baseUrl;
  }

  /** Where the record's link of this visit leads. */
  String landing(String visit) {
    return baseUrl + "/visit/" + visit;
  }

  void create(Visit visit, Appointment appointment, TransactionDetails tx) {
    var encounter = new Encounter();
    encounter.setId(new IdType("Encounter", visit.id()));
    encounter.setType(types(appointment));
    encounter.setReasonCode(appointment.getReasonCode());
    write(visit, encounter, visit.start());
    // The id is new, and saying so spares a query that would also flush what was written so far.
    tx.addResolvedResourceId(encounter.getIdElement(), null);
    encounters().update(encounter, null, true, false, new SystemRequestDetails(), tx);
  }

  void update(Visit visit, Instant now) {
    var encounter =
        encounters().read(new IdType("Encounter", visit.id()), new SystemRequestDetails());
    write(visit, encounter, now);
    encounters().update(encounter, new SystemRequestDetails());
  }

  /** All that Rapport itself says on the Encounter: which visit's it is, and what happened. */
  void write(Visit visit, Encounter encounter, Instant now) {
    if (!encounter.getMeta().hasProfile(Rapport.Profile.TELEHEALTH_ENCOUNTER)) {
      encounter.getMeta().addProfile(Rapport.Profile.TELEHEALTH_ENCOUNTER);
    }
    if (encounter.getIdentifier().stream().noneMatch(EncounterWriter::isOurs)) {
      encounter.addIdentifier(new Identifier().setSystem(Rapport.Sid.VISIT).setValue(visit.id()));
    }
    encounter.setClass_(new Coding().setSystem(Rapport.Codes.ACT_CODE).setCode("VR"));
    String booking = "Appointment/" + visit.appointment();
    if (encounter.getAppointment().stream().noneMatch(a -> EncounterRecord.isTo(a, booking))) {
      encounter.addAppointment(new Reference(booking));
    }
    VirtualServices.write(encounter, landing(visit.id()));
    EncounterRecord.write(visit, encounter, now);
  }

  private static boolean isOurs(Identifier identifier) {
    return Rapport.Sid.VISIT.equals(identifier.getSystem());
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

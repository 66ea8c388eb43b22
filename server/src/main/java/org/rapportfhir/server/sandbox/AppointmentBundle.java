package org.rapportfhir.server.sandbox;

import java.util.Collection;
import java.util.Date;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Reference;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.server.sandbox.DemoPeople.Companion;

/** Planned visits as Appointments, the way an EHR would post them. */
final class AppointmentBundle {
  private final DemoPeople people;

  AppointmentBundle(DemoPeople people) {
    this.people = people;
  }

  Bundle transaction(Collection<PlannedVisit> visits) {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (PlannedVisit visit : visits) {
      bundle
          .addEntry()
          .setResource(appointment(visit))
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl("Appointment");
    }
    return bundle;
  }

  Appointment appointment(PlannedVisit visit) {
    var appointment = new Appointment();
    appointment.getMeta().addProfile(Rapport.Profile.TELEHEALTH_APPOINTMENT);
    appointment.setStatus(AppointmentStatus.BOOKED);
    appointment.addServiceCategory(DemoCodes.counselling());
    appointment.addServiceType(DemoCodes.telemedicine());
    appointment.setAppointmentType(DemoCodes.routine());
    appointment.setStart(Date.from(visit.slot().start()));
    appointment.setEnd(Date.from(visit.slot().end()));
    VisitRole.CLIENT.writeTo(participant(appointment, visit.client().reference()));
    AppointmentParticipantComponent host = participant(appointment, visit.clinician().reference());
    host.addType(DemoCodes.participation("PPRF"));
    VisitRole.HOST.writeTo(host);
    for (Companion companion : people.joining(visit.client())) {
      AppointmentParticipantComponent guest = participant(appointment, companion.reference());
      guest.addType(DemoCodes.translator());
      VisitRole.INTERPRETER.writeTo(guest);
    }
    return appointment;
  }

  private static AppointmentParticipantComponent participant(
      Appointment appointment, String reference) {
    return appointment
        .addParticipant()
        .setActor(new Reference(reference))
        .setStatus(ParticipationStatus.ACCEPTED);
  }
}

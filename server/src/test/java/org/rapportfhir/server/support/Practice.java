package org.rapportfhir.server.support;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.UrlType;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.Rapport;

/** People and bookings, valid from the start; a test changes only what it is about. */
public final class Practice {
  private final IGenericClient ehr;

  public Practice(IGenericClient ehr) {
    this.ehr = ehr;
  }

  public String client() {
    return client("en");
  }

  public String client(String language) {
    var patient = new Patient();
    patient.addName().setFamily("Sample").addGiven("Ana");
    patient.setGender(AdministrativeGender.FEMALE);
    patient.addAddress().setState("OR").setCity("Portland");
    patient.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("+15550142");
    patient
        .addCommunication()
        .setPreferred(true)
        .getLanguage()
        .addCoding()
        .setSystem("urn:ietf:bcp:47")
        .setCode(language);
    return created(ehr.create().resource(patient).execute().getId().toUnqualifiedVersionless());
  }

  public String clinician() {
    var practitioner = new Practitioner();
    practitioner.addName().setFamily("Sample").addGiven("Robin");
    return created(
        ehr.create().resource(practitioner).execute().getId().toUnqualifiedVersionless());
  }

  /** Who works in a role of hers; without a clinician, a role that is still vacant. */
  public String roleOf(@Nullable String clinician) {
    var role = new PractitionerRole();
    role.addSpecialty().setText("Counselling");
    if (clinician != null) {
      role.setPractitioner(new Reference(clinician));
    }
    return created(ehr.create().resource(role).execute().getId().toUnqualifiedVersionless());
  }

  public String relativeOf(String client) {
    var relative = new RelatedPerson();
    relative.setPatient(new Reference(client));
    relative.addName().setFamily("Sample").addGiven("Cleo");
    return created(ehr.create().resource(relative).execute().getId().toUnqualifiedVersionless());
  }

  private static String created(org.hl7.fhir.instance.model.api.IIdType id) {
    return id.getValue();
  }

  /** A booked virtual visit of fifty minutes that is about to start. */
  public static Appointment appointment(String client, String clinician) {
    Instant start = Instant.now().plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
    return appointment(client, clinician, start);
  }

  public static Appointment appointment(String client, String clinician, Instant start) {
    var appointment = new Appointment();
    appointment.getMeta().addProfile(Rapport.Profile.TELEHEALTH_APPOINTMENT);
    appointment.setStatus(AppointmentStatus.BOOKED);
    appointment.setStart(Date.from(start));
    appointment.setEnd(Date.from(start.plus(Duration.ofMinutes(50))));
    for (String who : new String[] {client, clinician}) {
      appointment
          .addParticipant()
          .setActor(new Reference(who))
          .setStatus(ParticipationStatus.ACCEPTED);
    }
    return appointment;
  }

  public Appointment book(Appointment appointment) {
    return (Appointment) ehr.create().resource(appointment).execute().getResource();
  }

  public Appointment update(Appointment appointment) {
    return (Appointment) ehr.update().resource(appointment).execute().getResource();
  }

  public Encounter encounterOf(Appointment appointment) {
    Bundle found =
        ehr.search()
            .byUrl("Encounter?appointment=" + appointment.getIdElement().toUnqualifiedVersionless())
            .returnBundle(Bundle.class)
            .execute();
    return (Encounter) found.getEntryFirstRep().getResource();
  }

  public Encounter read(Encounter encounter) {
    return ehr.read()
        .resource(Encounter.class)
        .withId(encounter.getIdElement().getIdPart())
        .execute();
  }

  /** The personal link's path, from {@code /join/} on. */
  public String invite(Encounter encounter, String who) {
    Parameters in = new Parameters();
    in.addParameter("participant", new Reference(who));
    Parameters out = call(encounter, "$invite", in);
    return ((UrlType) out.getParameter("url").getValue()).getValue();
  }

  public Parameters call(Encounter encounter, String operation, Parameters in) {
    return ehr.operation()
        .onInstance(encounter.getIdElement().toUnqualifiedVersionless())
        .named(operation)
        .withParameters(in)
        .execute();
  }

  public Parameters call(Encounter encounter, String operation, String participant) {
    Parameters in = new Parameters();
    in.addParameter("participant", new Reference(participant));
    return call(encounter, operation, in);
  }
}

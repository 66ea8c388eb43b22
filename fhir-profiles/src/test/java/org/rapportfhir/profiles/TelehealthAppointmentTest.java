package org.rapportfhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rapportfhir.profiles.Examples.find;

import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TelehealthAppointmentTest {
  private static final String PROFILE = Rapport.Profile.TELEHEALTH_APPOINTMENT + "#";

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void refuses(String name, Consumer<Appointment> breakIt, List<String> expected) {
    Appointment appointment = Examples.booked();
    breakIt.accept(appointment);
    assertThat(Validation.shared().errors(appointment)).isEqualTo(expected);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        broken(
            "two clinicians and no client",
            a -> actor(a, 0, "Practitioner/other"),
            "Appointment " + PROFILE + "rapport-client-takes-part"),
        broken(
            "client and relative but no clinician",
            a -> actor(a, 1, "RelatedPerson/mother"),
            "Appointment " + PROFILE + "rapport-clinician-takes-part"),
        broken(
            "a single participant",
            a -> a.getParticipant().remove(1),
            "Appointment Validation_VAL_Profile_Minimum",
            "Appointment " + PROFILE + "rapport-clinician-takes-part"),
        broken(
            "end before start",
            a -> a.setEnd(Date.from(a.getStart().toInstant().minusSeconds(60))),
            "Appointment.end " + PROFILE + "rapport-end-after-start"),
        broken(
            "end equal to start",
            a -> a.setEnd(a.getStart()),
            "Appointment.end " + PROFILE + "rapport-end-after-start"),
        broken(
            "booked without times",
            a -> a.setStart(null).setEnd(null),
            "Appointment " + PROFILE + "app-3"),
        broken(
            "start without end",
            a -> a.setEnd(null),
            "Appointment " + PROFILE + "app-2",
            "Appointment " + PROFILE + "app-3"),
        broken(
            "cancellation reason while booked",
            a -> a.setCancelationReason(new CodeableConcept().setText("ill")),
            "Appointment " + PROFILE + "app-4"),
        broken(
            "unknown visit role",
            a -> role(a, 0).setValue(new CodeType("spectator")),
            "Appointment.participant[0].extension[0].value.ofType(code) Terminology_PassThrough_TX_Message",
            "Appointment.participant[0].extension[0].value.ofType(code) Terminology_TX_NoValid_16"),
        broken(
            "two visit roles for one person",
            a -> a.getParticipant().get(0).addExtension(role(a, 1).copy()),
            "Appointment.participant[0] Validation_VAL_Profile_Maximum"),
        broken(
            "landing page without the type it stands for",
            a -> find(a.getExtension(), service()).getExtension().remove(0),
            "Appointment.extension[0] Validation_VAL_Profile_Minimum_SLICE_EXT"),
        broken(
            "landing page with a number for an address",
            a -> address(a, new IntegerType(1)),
            "Appointment.extension[0].extension[2] Validation_VAL_Profile_NoType"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void accepts(String name, Consumer<Appointment> change) {
    Appointment appointment = Examples.booked();
    change.accept(appointment);
    assertThat(Validation.shared().errors(appointment)).isEmpty();
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        allowed("times open while proposed", a -> unscheduled(a, AppointmentStatus.PROPOSED)),
        allowed("times open on the waiting list", a -> unscheduled(a, AppointmentStatus.WAITLIST)),
        allowed("clinician by role", a -> actor(a, 1, "PractitionerRole/1")),
        allowed("absolute reference", a -> actor(a, 0, "https://ehr.example/fhir/Patient/1")),
        allowed("client by identifier alone", a -> a.getParticipant().get(0).setActor(logical())),
        allowed("contained client", TelehealthAppointmentTest::containClient),
        allowed("landing page as a plain url", a -> address(a, new UrlType("https://a.example"))),
        allowed("interpreter beside the two", a -> third(a, "RelatedPerson/interpreter")));
  }

  @Test
  void acceptsClientAndClinicianThatComeInTheSameTransaction() {
    Appointment appointment = Examples.booked();
    String client = "urn:uuid:5b4a1c57-1a7c-4c47-9d1b-0f4c57f0a001";
    actor(appointment, 0, client);
    assertThat(Validation.shared().errors(transaction(client, new Patient(), appointment)))
        .isEmpty();
  }

  private static Bundle transaction(String fullUrl, Resource person, Appointment appointment) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setFullUrl(fullUrl)
        .setResource(person)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(person.fhirType());
    appointment.setId((String) null);
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:5b4a1c57-1a7c-4c47-9d1b-0f4c57f0a002")
        .setResource(appointment)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Appointment");
    return bundle;
  }

  private static void unscheduled(Appointment appointment, AppointmentStatus status) {
    appointment.setStatus(status).setStart(null).setEnd(null);
  }

  private static void containClient(Appointment appointment) {
    appointment.addContained(new Patient().setId("client"));
    actor(appointment, 0, "#client");
  }

  private static void third(Appointment appointment, String reference) {
    appointment.addParticipant(appointment.getParticipant().get(1).copy());
    actor(appointment, 2, reference);
  }

  private static Reference logical() {
    Reference reference = new Reference().setType("Patient");
    reference.getIdentifier().setSystem("https://ehr.example/mrn").setValue("1");
    return reference;
  }

  private static void actor(Appointment appointment, int index, String reference) {
    appointment.getParticipant().get(index).setActor(new Reference(reference));
  }

  private static Extension role(Appointment appointment, int index) {
    return find(appointment.getParticipant().get(index).getExtension(), Rapport.Ext.VISIT_ROLE);
  }

  private static void address(Appointment appointment, Type value) {
    Extension address = find(find(appointment.getExtension(), service()).getExtension(), "address");
    address.getExtension().clear();
    address.setValue(value);
  }

  private static String service() {
    return Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE;
  }

  private static Arguments broken(String name, Consumer<Appointment> change, String... expected) {
    return arguments(name, change, List.of(expected));
  }

  private static Arguments allowed(String name, Consumer<Appointment> change) {
    return arguments(name, change);
  }
}

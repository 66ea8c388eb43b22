package org.rapportfhir.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What is seeded without validation must pass the validator that everybody else's writes pass. */
class DemoResourcesTest {
  private static final AnnotationConfigApplicationContext server =
      new AnnotationConfigApplicationContext();
  private static final Instant START = Instant.parse("2026-11-24T17:05:00Z");

  private final DemoPeople people = DemoPeople.load();
  private final AppointmentBundle appointments = new AppointmentBundle(people);

  @BeforeAll
  static void serversOwnValidator() throws ClassNotFoundException {
    server.registerBean(FhirContext.class, FhirContext::forR4Cached);
    server.register(Class.forName("org.rapportfhir.server.fhir.ValidationConfiguration"));
    server.refresh();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyResourceOfThePracticeIsValid() {
    return resources().stream()
        .map(
            resource ->
                DynamicTest.dynamicTest(
                    resource.getId(), () -> assertThat(errors(resource)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everyClientsVisitIsValidByItsProfile() {
    return people.clients().stream()
        .map(
            client ->
                DynamicTest.dynamicTest(
                    client.id(),
                    () -> assertThat(errors(appointment(client))).as(client.id()).isEmpty()));
  }

  @Test
  void theCheckItselfSeesAFault() {
    Appointment alone = appointment(people.clients().get(0));
    alone.getParticipant().remove(1);
    assertThat(errors(alone)).isNotEmpty();
  }

  @Test
  void postingThePeopleTwiceMakesNobodyTwice() {
    assertThat(new PeopleBundle(people, practice()).transaction().getEntry())
        .allMatch(entry -> entry.getRequest().getMethod().toCode().equals("PUT"))
        .extracting(entry -> entry.getRequest().getUrl())
        .doesNotHaveDuplicates();
  }

  private List<Resource> resources() {
    return new PeopleBundle(people, practice()).resources();
  }

  private static RapportSettings.Practice practice() {
    return new RapportSettings.Practice(
        "Sample Street", "+15035550100", ZoneId.of("America/Los_Angeles"));
  }

  private Appointment appointment(DemoPeople.Client client) {
    var slot = new Slot(START, START.plus(Duration.ofMinutes(50)));
    return appointments.appointment(new PlannedVisit(people.clinicians().get(0), client, slot));
  }

  private static List<String> errors(Resource resource) {
    ValidationResult result = server.getBean(FhirValidator.class).validateWithResult(resource);
    return result.getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + " " + message.getMessage())
        .toList();
  }
}

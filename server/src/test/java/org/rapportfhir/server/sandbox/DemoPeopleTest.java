package org.rapportfhir.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.sandbox.DemoPeople.Client;
import org.rapportfhir.server.sandbox.DemoPeople.Clinician;
import org.rapportfhir.server.sandbox.DemoPeople.Companion;
import org.rapportfhir.server.sandbox.DemoPeople.Licence;

class DemoPeopleTest {
  private static final String NUMBER_FOR_FICTION = "\\+1\\d{3}55501\\d{2}";

  private final DemoPeople people = DemoPeople.load();

  @Test
  void eachClientsClinicianHoldsALicenceWhereTheClientLives() {
    for (Clinician clinician : people.clinicians()) {
      List<String> states = clinician.licences().stream().map(Licence::state).toList();
      assertThat(people.clientsOf(clinician))
          .hasSizeGreaterThanOrEqualTo(DaySchedule.MOST_A_DAY)
          .allSatisfy(client -> assertThat(states).contains(client.state()));
    }
    assertThat(people.clients())
        .hasSize(people.clinicians().stream().mapToInt(c -> people.clientsOf(c).size()).sum());
  }

  @Test
  void providerNumbersAreWellFormedAndOfTheTestRange() {
    assertThat(people.clinicians())
        .extracting(Clinician::npi)
        .doesNotHaveDuplicates()
        .allSatisfy(
            npi -> {
              assertThat(npi).matches("1999\\d{6}");
              assertThat(luhn("80840" + npi)).isZero();
            });
  }

  @Test
  void noPhoneNumberCanReachAnybodyAndNoneIsSharedByTwo() {
    Stream<String> clinicians = people.clinicians().stream().map(Clinician::phone);
    Stream<String> clients = people.clients().stream().map(Client::phone);
    Stream<String> companions = people.companions().stream().map(Companion::phone);
    assertThat(Stream.of(clinicians, clients, companions).flatMap(all -> all))
        .allMatch(phone -> phone.matches(NUMBER_FOR_FICTION))
        .doesNotHaveDuplicates();
  }

  @Test
  void twoClientsPreferSpanishAndEachHasSomebodyWhoSpeaksIt() {
    List<Client> spanish =
        people.clients().stream().filter(client -> client.language().equals("es")).toList();
    assertThat(spanish)
        .hasSize(2)
        .allMatch(client -> !people.joining(client).isEmpty() || clinicianSpeaksSpanish(client));
  }

  @Test
  void companionsBelongToClientsOfThePractice() {
    List<String> clients = people.clients().stream().map(Client::id).toList();
    assertThat(people.companions()).hasSize(3).allMatch(c -> clients.contains(c.client()));
  }

  private boolean clinicianSpeaksSpanish(Client client) {
    return people.clinicians().stream()
        .filter(clinician -> clinician.id().equals(client.clinician()))
        .anyMatch(clinician -> clinician.languages().contains("es"));
  }

  /** 0 for a number whose last digit is its check digit by Luhn. */
  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      int counted = i % 2 == 0 ? digit : 2 * digit;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10;
  }
}

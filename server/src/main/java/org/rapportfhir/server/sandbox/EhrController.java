package org.rapportfhir.server.sandbox;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.pages.Pages;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.UserAccounts;
import org.rapportfhir.server.smart.client.AppRegistrations;
import org.rapportfhir.server.smart.launch.LaunchContext;
import org.rapportfhir.server.smart.launch.Launches;
import org.rapportfhir.server.smart.launch.PatientDirectory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Plays the part of an EHR: chooses user, patient, visit and app, and launches. Whoever follows the
 * launch still has to sign in as that user.
 */
@RestController
@ConditionalOnProperty("rapport.sandbox")
final class EhrController {
  private static final int MOST = 50;

  private final Pages pages;
  private final UserAccounts accounts;
  private final PatientDirectory patients;
  private final AppRegistrations apps;
  private final Launches launches;
  private final DaoRegistry daos;
  private final RapportSettings settings;

  EhrController(
      Pages pages,
      UserAccounts accounts,
      PatientDirectory patients,
      AppRegistrations apps,
      Launches launches,
      DaoRegistry daos,
      RapportSettings settings) {
    this.pages = pages;
    this.accounts = accounts;
    this.patients = patients;
    this.apps = apps;
    this.launches = launches;
    this.daos = daos;
    this.settings = settings;
  }

  record App(String clientId, String name) {}

  record Choices(
      String iss, List<String> users, List<PatientDirectory.Entry> patients, List<App> apps) {}

  record EhrVisit(String id, String status, @Nullable Instant start) {}

  /**
   * What is to be launched.
   *
   * @param app client id of a registered app; null when an address is given
   * @param address where another app is launched; null when an app is given
   */
  record Order(
      String user,
      @Nullable String patient,
      @Nullable String encounter,
      @Nullable String intent,
      @Nullable String app,
      @Nullable String address) {}

  @GetMapping("/sandbox/ehr")
  ResponseEntity<byte[]> page() {
    return pages.page("sandbox-ehr.html", 200);
  }

  @GetMapping("/sandbox/ehr/choices")
  Choices choices() {
    return new Choices(
        settings.fhirBase(),
        accounts.all().stream().map(UserAccounts.Account::username).toList(),
        patients.find("", MOST),
        apps.launchable().stream()
            .map(client -> new App(client.getClientId(), client.getClientName()))
            .toList());
  }

  @GetMapping("/sandbox/ehr/visits")
  List<EhrVisit> visits(@RequestParam String patient) {
    SearchParameterMap search =
        new SearchParameterMap()
            .add(Encounter.SP_PATIENT, new ReferenceParam("Patient/" + patient))
            .setSort(new SortSpec(Encounter.SP_DATE, SortOrderEnum.DESC))
            .setLoadSynchronousUpTo(MOST);
    return daos
        .getResourceDao(Encounter.class)
        .search(search, new SystemRequestDetails())
        .getResources(0, MOST)
        .stream()
        .map(Encounter.class::cast)
        .map(EhrController::visit)
        .toList();
  }

  @PostMapping("/sandbox/ehr/launches")
  ResponseEntity<Map<String, String>> launch(@RequestBody Order order) {
    String address = order.app() == null ? order.address() : addressOf(order.app());
    if (accounts.find(order.user()).isEmpty() || !isWebAddress(address)) {
      return ResponseEntity.badRequest().body(Map.of("error", "sandbox-bad-launch"));
    }
    String handle =
        launches.begin(
            new Launches.Launch(
                order.user(),
                order.app(),
                new LaunchContext(order.patient(), order.encounter(), order.intent(), true)));
    String url =
        UriComponentsBuilder.fromUriString(Objects.requireNonNull(address))
            .queryParam("iss", "{iss}")
            .queryParam("launch", "{launch}")
            .encode()
            .buildAndExpand(settings.fhirBase(), handle)
            .toUriString();
    return ResponseEntity.ok(Map.of("url", url));
  }

  private @Nullable String addressOf(String clientId) {
    return apps.launchable().stream()
        .filter(client -> client.getClientId().equals(clientId))
        .findFirst()
        .map(EhrController::address)
        .orElse(null);
  }

  private static String address(RegisteredClient client) {
    return client.getClientSettings().getSetting(AppRegistrations.LAUNCH_ADDRESS);
  }

  private static boolean isWebAddress(@Nullable String address) {
    try {
      return address != null
          && Set.of("http", "https").contains(String.valueOf(URI.create(address).getScheme()));
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static EhrVisit visit(Encounter encounter) {
    Period period = encounter.getPeriod();
    Date start = period.getStart();
    return new EhrVisit(
        encounter.getIdElement().getIdPart(),
        encounter.getStatus().toCode(),
        start == null ? null : start.toInstant());
  }
}

package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.fhir.TestPatients.by;
import static org.rapportfhir.server.fhir.TestPatients.patient;
import static org.rapportfhir.server.support.Practice.appointment;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/** Transactions, of which all or nothing is stored, and batches, whose entries stand alone. */
class BundlesIT {
  private final RunningServer server = RunningServer.get();
  private final RawFhir fhir = new RawFhir(server);
  private final String mine = UUID.randomUUID().toString();

  @Test
  void aTransactionCreatesUpdatesDeletesAndReadsByCondition() {
    fhir.post("/Patient", patient("known-" + mine));
    fhir.post("/Patient", patient("left-" + mine));
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    entry(bundle, HTTPVerb.POST, "Patient", patient("known-" + mine))
        .getRequest()
        .setIfNoneExist(by("known-" + mine));
    entry(bundle, HTTPVerb.PUT, "Patient?" + by("new-" + mine), patient("new-" + mine));
    entry(bundle, HTTPVerb.DELETE, "Patient?" + by("left-" + mine), null);
    entry(bundle, HTTPVerb.GET, "Patient?" + by("new-" + mine), null);

    Bundle answer = send(bundle);

    assertThat(answer.getType()).isEqualTo(BundleType.TRANSACTIONRESPONSE);
    assertThat(answer.getEntry())
        .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
        .containsExactly("200", "201", "204", "200");
    assertThat(((Bundle) answer.getEntry().get(3).getResource()).getEntry()).hasSize(1);
    assertThat(fhir.count("/Patient?" + by("known-" + mine))).isEqualTo(1);
    assertThat(fhir.count("/Patient?" + by("left-" + mine))).isZero();
  }

  enum Fault {
    BREAKS_R4,
    REFERS_TO_NOBODY,
    OF_AN_OLD_VERSION,
    OF_AN_UNKNOWN_TYPE
  }

  @ParameterizedTest
  @EnumSource
  void oneBadEntryAndNothingOfTheTransactionIsStored(Fault fault) {
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    entry(bundle, HTTPVerb.POST, "Patient", patient(mine));
    addFaulty(bundle, fault);
    entry(bundle, HTTPVerb.POST, "Patient", patient(mine));

    HttpResponse<String> refused = fhir.post("", bundle);

    assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 422);
    assertThat(fhir.code(refused)).isNotEmpty();
    assertThat(fhir.count("/Patient?" + by(mine))).isZero();
  }

  private void addFaulty(Bundle bundle, Fault fault) {
    switch (fault) {
      case BREAKS_R4 -> entry(bundle, HTTPVerb.POST, "Encounter", withoutClass());
      case REFERS_TO_NOBODY ->
          entry(bundle, HTTPVerb.POST, "Encounter", encounterOf("Patient/nobody-" + mine));
      case OF_AN_OLD_VERSION -> {
        var stored = patient("kept-" + mine);
        stored.setId("kept-" + mine);
        fhir.put("/Patient/kept-" + mine, stored);
        entry(bundle, HTTPVerb.PUT, "Patient/kept-" + mine, stored)
            .getRequest()
            .setIfMatch("W/\"7\"");
      }
      case OF_AN_UNKNOWN_TYPE -> entry(bundle, HTTPVerb.GET, "Patinet/1", null);
    }
  }

  @Test
  void ofABatchTheGoodEntriesLandAndTheBadOnesSayWhyAsTheyWouldAlone() {
    var practice = new Practice(server.ehr());
    String clinician = practice.clinician();
    practice.book(appointment(practice.client(), clinician));
    var bundle = new Bundle().setType(BundleType.BATCH);
    entry(bundle, HTTPVerb.POST, "Patient", patient(mine));
    entry(bundle, HTTPVerb.POST, "Encounter", withoutClass());
    entry(bundle, HTTPVerb.GET, "Patient/nobody", null);
    entry(bundle, HTTPVerb.POST, "Appointment", appointment(practice.client(), clinician));
    entry(bundle, HTTPVerb.GET, "Patient?colour=blue", null);
    entry(bundle, HTTPVerb.POST, "Patient", patient(mine));

    Bundle answer = send(bundle);

    assertThat(answer.getEntry())
        .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
        .containsExactly("201", "422", "404", "409", "400", "201");
    assertThat(issue(answer, 1).getExpression().get(0).getValue()).isEqualTo("Encounter");
    assertThat(code(answer, 2)).isEqualTo("fhir-not-found");
    assertThat(code(answer, 3)).isEqualTo("sched-slot-taken");
    assertThat(code(answer, 4)).isEqualTo("fhir-unknown-parameter");
    assertThat(fhir.count("/Patient?" + by(mine))).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"BATCH", "TRANSACTION"})
  void moreEntriesThanAllowedAreRefusedBeforeAnyIsStored(BundleType type) {
    var bundle = new Bundle().setType(type);
    for (int i = 0; i < 501; i++) {
      entry(bundle, HTTPVerb.POST, "Patient", patient(mine));
    }

    HttpResponse<String> refused = fhir.post("", bundle);

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(fhir.code(refused)).isEqualTo("fhir-bundle-too-large");
    assertThat(fhir.count("/Patient?" + by(mine))).isZero();
  }

  @Test
  void aSearchInABundleIsReadAsStrictlyAsByItself() {
    var bundle = new Bundle().setType(BundleType.BATCH);
    entry(bundle, HTTPVerb.GET, "Patient?_lastUpdate=gt2020-01-01", null);
    assertThat(fhir.code(fhir.post("", bundle))).isEqualTo("fhir-unknown-parameter");
  }

  private static Encounter withoutClass() {
    return new Encounter().setStatus(EncounterStatus.PLANNED);
  }

  private static Encounter encounterOf(String patient) {
    var encounter = new Encounter();
    encounter.setStatus(EncounterStatus.PLANNED);
    encounter.getClass_().setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode");
    encounter.getClass_().setCode("AMB");
    encounter.getSubject().setReference(patient);
    return encounter;
  }

  private static BundleEntryComponent entry(
      Bundle bundle, HTTPVerb method, String url, Resource resource) {
    BundleEntryComponent entry = bundle.addEntry().setResource(resource);
    entry.getRequest().setMethod(method).setUrl(url);
    return entry;
  }

  private Bundle send(Bundle bundle) {
    HttpResponse<String> answer = fhir.post("", bundle);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return fhir.read(answer, Bundle.class);
  }

  private static OperationOutcomeIssueComponent issue(Bundle answer, int entry) {
    return ((OperationOutcome) answer.getEntry().get(entry).getResponse().getOutcome())
        .getIssueFirstRep();
  }

  private static String code(Bundle answer, int entry) {
    return issue(answer, entry).getDetails().getCodingFirstRep().getCode();
  }
}

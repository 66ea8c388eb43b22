package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Practice.appointment;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapportfhir.profiles.MediaModality;
import org.rapportfhir.profiles.MediaUsed;
import org.rapportfhir.profiles.PlaceKind;
import org.rapportfhir.profiles.PlaceOfService;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.profiles.TechnicalTrouble;
import org.rapportfhir.profiles.TelehealthModifier;
import org.rapportfhir.profiles.TroubleKind;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/** What others claim of a visit counts for nothing where booking or media server know better. */
class ClaimsOfOthersIT {
  private final RunningServer server = RunningServer.get();
  private final Practice practice = new Practice(server.ehr());
  private final RawFhir raw = new RawFhir(server);
  private Encounter encounter;
  private String path;

  @BeforeEach
  void bookedVisit() {
    encounter =
        practice.encounterOf(practice.book(appointment(practice.client(), practice.clinician())));
    path = "Encounter/" + encounter.getIdElement().getIdPart();
  }

  @Test
  void mediaTroubleAndPresenceThatNobodySawDoNotStand() {
    new MediaUsed(MediaModality.AUDIO_VIDEO, Duration.ofHours(1), Duration.ofHours(1))
        .writeTo(encounter);
    TelehealthModifier.VIDEO.writeTo(encounter);
    PlaceOfService.of(PlaceKind.HOME).writeTo(encounter);
    TechnicalTrouble.began(TroubleKind.NETWORK, Instant.now(), null).writeTo(encounter);
    encounter.getParticipantFirstRep().getPeriod().setStart(new Date());
    assertThat(raw.put("/" + path, encounter).statusCode()).isEqualTo(200);

    practice.call(encounter, "$end", new Parameters());

    Encounter over = practice.read(encounter);
    assertThat(MediaUsed.of(over)).isEmpty();
    assertThat(TelehealthModifier.of(over)).isEmpty();
    assertThat(PlaceOfService.of(over)).isEmpty();
    assertThat(TechnicalTrouble.of(over)).isEmpty();
    assertThat(over.getParticipantFirstRep().hasPeriod()).isFalse();
  }

  @Test
  void afterTheVisitModifierAndPlaceOfServiceMayBeCorrected() {
    practice.call(encounter, "$end", new Parameters());
    Encounter corrected = practice.read(encounter);
    TelehealthModifier.AUDIO_ONLY.writeTo(corrected);
    PlaceOfService.of(PlaceKind.HOME).writeTo(corrected);
    assertThat(raw.put("/" + path, corrected).statusCode()).isEqualTo(200);
    assertThat(TelehealthModifier.of(practice.read(encounter)))
        .contains(TelehealthModifier.AUDIO_ONLY);
    assertThat(PlaceOfService.of(practice.read(encounter))).isPresent();
  }

  /** In a bundle a write is validated only after the hooks have read it. */
  @Test
  void aRoleThatDoesNotReadIsTheSendersFaultAlsoInABundle() {
    encounter
        .getParticipantFirstRep()
        .getExtensionByUrl(Rapport.Ext.VISIT_ROLE)
        .setValue(new StringType("host"));
    var bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle.addEntry().setResource(encounter).getRequest().setMethod(HTTPVerb.PUT).setUrl(path);
    assertThat(raw.refusal(raw.post("", bundle)))
        .startsWith("422 fhir-bad-extension at -: ")
        .contains("https://rapport-fhir.org/ig/StructureDefinition/visit-role");
  }
}

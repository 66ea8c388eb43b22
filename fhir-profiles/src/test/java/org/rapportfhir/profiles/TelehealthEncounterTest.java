package org.rapportfhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rapportfhir.profiles.Examples.find;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TelehealthEncounterTest {
  private static final String PROFILE = Rapport.Profile.TELEHEALTH_ENCOUNTER + "#";

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void refuses(String name, Consumer<Encounter> breakIt, List<String> expected) {
    Encounter visit = Examples.finishedByVideo();
    breakIt.accept(visit);
    assertThat(Validation.shared().errors(visit)).isEqualTo(expected);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        broken(
            "an ambulatory class",
            v -> v.getClass_().setCode("AMB"),
            "Encounter.class.code _DT_Fixed_Wrong"),
        broken("no type", v -> v.setType(null), "Encounter Validation_VAL_Profile_Minimum"),
        broken("no subject", v -> v.setSubject(null), "Encounter Validation_VAL_Profile_Minimum"),
        broken(
            "finished without an end",
            v -> v.getPeriod().setEnd(null),
            "Encounter " + PROFILE + "rapport-finished-has-end"),
        broken(
            "in progress without a start",
            v -> v.setStatus(EncounterStatus.INPROGRESS).setPeriod(null),
            "Encounter " + PROFILE + "rapport-started-has-start"),
        broken(
            "modifier with a display",
            v -> modifier(v).setDisplay("words"),
            "Encounter.extension[1].value.ofType(Coding) Validation_VAL_Profile_Maximum"),
        broken(
            "modifier without a system",
            v -> modifier(v).setSystem(null),
            "Encounter.extension[1].value.ofType(Coding) Validation_VAL_Profile_Minimum"),
        broken(
            "two modifiers",
            v -> v.addExtension(find(v.getExtension(), Rapport.Ext.TELEHEALTH_MODIFIER).copy()),
            "Encounter Validation_VAL_Profile_Maximum"),
        broken(
            "an office as the place of service",
            v -> placeOfService(v).setCode("11"),
            "Encounter.extension[2].value.ofType(Coding) Terminology_TX_NoValid_12"),
        broken(
            "a state that isn't one",
            v -> state(v).setCode("ZZ"),
            "Encounter.location[0].extension[0].extension[0].value.ofType(Coding) Terminology_PassThrough_TX_Message",
            "Encounter.location[0].extension[0].extension[0].value.ofType(Coding) Terminology_TX_NoValid_12"),
        broken(
            "an unknown kind of place",
            v -> place(v, "place").setValue(new CodeType("moon")),
            "Encounter.location[0].extension[0].extension[1].value.ofType(code) Terminology_PassThrough_TX_Message",
            "Encounter.location[0].extension[0].extension[1].value.ofType(code) Terminology_TX_NoValid_16"),
        broken(
            "location verified by nobody",
            v -> location(v).getExtension().removeIf(e -> e.getUrl().equals("verifiedBy")),
            "Encounter.location[0].extension[0] Validation_VAL_Profile_Minimum",
            "Encounter.location[0].extension[0] Validation_VAL_Profile_Minimum_SLICE"),
        broken(
            "media measured in minutes",
            v -> audio(v).setCode("min"),
            "Encounter.extension[3].extension[1].value.ofType(Duration) "
                + Rapport.Ext.MEDIA_USED
                + "#rapport-whole-seconds"),
        broken(
            "media for less than no time",
            v -> audio(v).setValue(-1),
            "Encounter.extension[3].extension[1].value.ofType(Duration) "
                + Rapport.Ext.MEDIA_USED
                + "#rapport-whole-seconds"),
        broken(
            "trouble of no kind",
            v -> trouble(v).getExtension().removeIf(e -> e.getUrl().equals("kind")),
            "Encounter.extension[4] Validation_VAL_Profile_Minimum_SLICE"),
        broken(
            "trouble of an unknown kind",
            v -> find(trouble(v).getExtension(), "kind").setValue(new CodeType("gremlins")),
            "Encounter.extension[4].extension[0].value.ofType(code) Terminology_PassThrough_TX_Message",
            "Encounter.extension[4].extension[0].value.ofType(code) Terminology_TX_NoValid_16"),
        broken(
            "a visit role on the visit itself",
            v -> v.addExtension(Rapport.Ext.VISIT_ROLE, new CodeType("host")),
            "Encounter Extension_EXTP_Context_Wrong"));
  }

  @Test
  void warnsWhenModifierSaysVideoAndMediaSayAudioOnly() {
    Encounter visit = Examples.finishedByAudio();
    TelehealthModifier.VIDEO.writeTo(visit);
    assertThat(Validation.shared().errors(visit)).isEmpty();
    assertThat(Validation.shared().warnings(visit))
        .contains("Encounter " + PROFILE + "rapport-modifier-fits-media");
  }

  @Test
  void doesNotWarnWhenModifierAndMediaAgree() {
    for (Encounter visit : List.of(Examples.finishedByAudio(), Examples.finishedByVideo())) {
      assertThat(Validation.shared().warnings(visit))
          .doesNotContain("Encounter " + PROFILE + "rapport-modifier-fits-media");
    }
  }

  @Test
  void acceptsGroupAsSubjectOfTheRoom() {
    Encounter visit = Examples.planned().setSubject(new Reference("Group/couple"));
    assertThat(Validation.shared().errors(visit)).isEmpty();
  }

  @Test
  void acceptsModifierOfHcpcs() {
    Encounter visit = Examples.finishedByVideo();
    new TelehealthModifier(Rapport.Codes.HCPCS, "GT").writeTo(visit);
    assertThat(Validation.shared().errors(visit)).isEmpty();
  }

  private static Coding modifier(Encounter visit) {
    return (Coding) find(visit.getExtension(), Rapport.Ext.TELEHEALTH_MODIFIER).getValue();
  }

  private static Coding placeOfService(Encounter visit) {
    return (Coding) find(visit.getExtension(), Rapport.Ext.PLACE_OF_SERVICE).getValue();
  }

  private static Extension trouble(Encounter visit) {
    return find(visit.getExtension(), Rapport.Ext.TECHNICAL_TROUBLE);
  }

  private static Duration audio(Encounter visit) {
    Extension media = find(visit.getExtension(), Rapport.Ext.MEDIA_USED);
    return (Duration) find(media.getExtension(), "audio").getValue();
  }

  private static Extension location(Encounter visit) {
    return find(visit.getLocationFirstRep().getExtension(), Rapport.Ext.PATIENT_LOCATION);
  }

  private static Extension place(Encounter visit, String part) {
    return find(location(visit).getExtension(), part);
  }

  private static Coding state(Encounter visit) {
    return (Coding) place(visit, "state").getValue();
  }

  private static Arguments broken(String name, Consumer<Encounter> change, String... expected) {
    return arguments(name, change, List.of(expected));
  }
}

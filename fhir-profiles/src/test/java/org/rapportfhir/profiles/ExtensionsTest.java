package org.rapportfhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written comes back the same after a trip through JSON, is valid, and stands once. */
class ExtensionsTest {
  private static final Instant TEN = Instant.parse("2026-12-03T10:00:00.123456Z");
  private static final Instant TEN_KEPT = Instant.parse("2026-12-03T10:00:00.123Z");
  private static final String PAGE = "https://practice.example/visit/1";

  @Test
  void landingPageComesBack() {
    Appointment appointment = Examples.booked();
    VirtualServices.write(appointment, PAGE);
    VirtualServices.write(appointment, PAGE);
    assertValid(appointment);
    assertThat(VirtualServices.address(sent(appointment))).contains(PAGE);
    assertThat(appointment.getExtension()).hasSize(1);

    Encounter visit = Examples.planned();
    VirtualServices.write(visit, PAGE);
    assertValid(visit);
    assertThat(VirtualServices.address(sent(visit))).contains(PAGE);
  }

  @Test
  void landingPageLeavesServicesOfOthersAlone() {
    Appointment appointment = new Appointment();
    Extension foreign = service(new Coding("https://meet.example/type", "meet", null));
    foreign.addExtension("address", new UrlType("https://meet.example/1"));
    appointment.addExtension(foreign);
    assertThat(VirtualServices.address(appointment)).isEmpty();

    VirtualServices.write(appointment, PAGE);
    assertThat(VirtualServices.address(appointment)).contains(PAGE);
    assertThat(appointment.getExtension()).hasSize(2).contains(foreign);
  }

  @Test
  void landingPageIsReadInEveryFormTheStructureAllows() {
    for (Type form :
        List.of(new UrlType(PAGE), new StringType(PAGE), new ContactPoint().setValue(PAGE))) {
      Appointment appointment = new Appointment();
      Extension service =
          service(new Coding(Rapport.Codes.VIRTUAL_SERVICE_TYPE, VirtualServices.CHANNEL, null));
      service.addExtension("address", form);
      appointment.addExtension(service);
      assertThat(VirtualServices.address(sent(appointment))).contains(PAGE);
    }
  }

  @Test
  void modifierComesBackWithoutDisplayAndReplacesTheOneBefore() {
    Encounter visit = Examples.finishedByVideo();
    TelehealthModifier.VIDEO.writeTo(visit);
    TelehealthModifier.AUDIO_ONLY.writeTo(visit);
    assertThat(TelehealthModifier.of(sent(visit))).contains(TelehealthModifier.AUDIO_ONLY);
    assertThat(TelehealthModifier.AUDIO_ONLY.concept().getCodingFirstRep().hasDisplay()).isFalse();

    TelehealthModifier.removeFrom(visit);
    assertThat(TelehealthModifier.of(visit)).isEmpty();
  }

  @Test
  void modifierAndPlaceOfServiceStandOnChargesToo() {
    ChargeItem charge = new ChargeItem();
    TelehealthModifier.VIDEO.writeTo(charge);
    PlaceOfService.AT_HOME.writeTo(charge);
    assertThat(TelehealthModifier.of(sent(charge))).contains(TelehealthModifier.VIDEO);
    assertThat(PlaceOfService.of(sent(charge))).contains(PlaceOfService.AT_HOME);
  }

  @ParameterizedTest
  @EnumSource
  void placeOfServiceComesBack(PlaceOfService place) {
    Encounter visit = Examples.finishedByVideo();
    place.writeTo(visit);
    assertValid(visit);
    assertThat(PlaceOfService.of(sent(visit))).contains(place);
  }

  @ParameterizedTest
  @EnumSource
  void onlyHomeIsBilledAsHome(PlaceKind place) {
    assertThat(PlaceOfService.of(place) == PlaceOfService.AT_HOME)
        .isEqualTo(place == PlaceKind.HOME);
  }

  @Test
  void mediaComeBackInWholeSeconds() {
    Encounter visit = Examples.finishedByVideo();
    MediaUsed media =
        new MediaUsed(MediaModality.AUDIO_VIDEO, Duration.ofMillis(61_900), Duration.ZERO);
    media.writeTo(visit);
    assertValid(visit);
    assertThat(MediaUsed.of(sent(visit))).contains(media);
    assertThat(media.audio()).isEqualTo(Duration.ofSeconds(61));
  }

  @Test
  void mediaThatNobodyMeasuredStayUnknown() {
    Encounter visit = Examples.finishedByVideo();
    MediaUsed media = new MediaUsed(MediaModality.AUDIO_VIDEO, null, null);
    media.writeTo(visit);
    assertValid(visit);
    assertThat(MediaUsed.of(sent(visit))).contains(media);
  }

  @Test
  void troubleIsWrittenAtItsBeginningAndAgainWhenOver() {
    Encounter visit = Examples.planned();
    var other = TechnicalTrouble.began(TroubleKind.MEDIA_SERVER, TEN, null);
    var began = TechnicalTrouble.began(TroubleKind.NETWORK, TEN, "Patient/example-client");
    other.writeTo(visit);
    began.writeTo(visit);
    assertThat(TechnicalTrouble.of(sent(visit))).containsExactly(other, began);

    var over = TechnicalTrouble.of(sent(visit)).get(1).over(TEN.plusSeconds(30));
    over.writeTo(visit);
    assertValid(visit);
    assertThat(TechnicalTrouble.of(sent(visit))).containsExactly(other, over);
    assertThat(over.from()).isEqualTo(TEN_KEPT);
    assertThat(over.resolved()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void locationComesBack(PlaceKind place) {
    Encounter visit = Examples.planned();
    EncounterLocationComponent component = visit.addLocation();
    component.setLocation(new Reference("Location/1"));
    var location = new PatientLocation("TX", place, TEN, "Patient/example-client");
    location.writeTo(component);
    location.writeTo(component);
    assertThat(PatientLocation.of(sent(visit).getLocationFirstRep())).contains(location);
    assertThat(component.getExtension()).hasSize(1);
    if (place == PlaceKind.HOME) assertValid(visit);
  }

  @ParameterizedTest
  @EnumSource
  void visitRoleComesBackOnBothKindsOfParticipant(VisitRole role) {
    Appointment appointment = new Appointment();
    role.writeTo(appointment.addParticipant());
    role.writeTo(appointment.getParticipantFirstRep());
    assertThat(VisitRole.of(sent(appointment).getParticipantFirstRep())).contains(role);
    assertThat(appointment.getParticipantFirstRep().getExtension()).hasSize(1);

    Encounter visit = new Encounter();
    role.writeTo(visit.addParticipant());
    assertThat(VisitRole.of(sent(visit).getParticipantFirstRep())).contains(role);
  }

  @Test
  void absentExtensionsReadAsEmpty() {
    Encounter visit = new Encounter();
    assertThat(VirtualServices.address(visit)).isEmpty();
    assertThat(TelehealthModifier.of(visit)).isEmpty();
    assertThat(PlaceOfService.of(visit)).isEmpty();
    assertThat(MediaUsed.of(visit)).isEmpty();
    assertThat(TechnicalTrouble.of(visit)).isEmpty();
    assertThat(PatientLocation.of(visit.addLocation())).isEmpty();
    assertThat(VisitRole.of(visit.addParticipant())).isEmpty();
  }

  @Test
  void malformedExtensionIsToldApartFromAnAbsentOne() {
    Encounter visit = new Encounter();
    visit.addParticipant().addExtension(Rapport.Ext.VISIT_ROLE, new CodeType("spectator"));
    assertThatThrownBy(() -> VisitRole.of(visit.getParticipantFirstRep()))
        .isInstanceOf(MalformedExtensionException.class)
        .hasMessageContaining("spectator");

    visit.addExtension(Rapport.Ext.TECHNICAL_TROUBLE, new StringType("it broke"));
    assertThatThrownBy(() -> TechnicalTrouble.of(visit))
        .isInstanceOf(MalformedExtensionException.class)
        .hasMessageContaining("period is missing");
  }

  private static Extension service(Coding channel) {
    Extension service = new Extension(Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE);
    service.addExtension(Rapport.Ext.DATATYPE, new StringType("VirtualServiceDetail"));
    service.addExtension("channelType", channel);
    return service;
  }

  private static void assertValid(Resource resource) {
    assertThat(Validation.shared().errors(resource)).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static <R extends Resource> R sent(R resource) {
    var parser = Validation.R4.newJsonParser();
    return (R) parser.parseResource(resource.getClass(), parser.encodeResourceToString(resource));
  }
}

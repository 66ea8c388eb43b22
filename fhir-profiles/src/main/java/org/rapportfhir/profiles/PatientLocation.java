package org.rapportfhir.profiles;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/**
 * Where the client was during a visit.
 *
 * @param state postal code of the US state or territory, such as {@code TX}
 * @param verifiedAt when it was stated or confirmed last, kept to the millisecond
 * @param verifiedBy reference to who stated or confirmed it, such as {@code Patient/1}
 */
public record PatientLocation(
    String state, PlaceKind place, Instant verifiedAt, String verifiedBy) {

  public PatientLocation {
    verifiedAt = Times.kept(verifiedAt);
  }

  public static Optional<PatientLocation> of(EncounterLocationComponent location) {
    return Parts.only(location.getExtension(), Rapport.Ext.PATIENT_LOCATION)
        .map(PatientLocation::read);
  }

  public void writeTo(EncounterLocationComponent location) {
    Parts.replace(location.getExtension(), extension());
  }

  private Extension extension() {
    Extension whole = new Extension(Rapport.Ext.PATIENT_LOCATION);
    whole.addExtension(
        new Extension("state", new Coding().setSystem(Rapport.Codes.USPS).setCode(state)));
    whole.addExtension(new Extension("place", new CodeType(place.code())));
    whole.addExtension(new Extension("verifiedAt", Times.instant(verifiedAt)));
    whole.addExtension(new Extension("verifiedBy", new Reference(verifiedBy)));
    return whole;
  }

  private static PatientLocation read(Extension whole) {
    return new PatientLocation(
        Parts.part(whole, "state", Coding.class).getCode(),
        Parts.concept(whole, "place", PlaceKind.class),
        Parts.part(whole, "verifiedAt", InstantType.class).getValue().toInstant(),
        Parts.part(whole, "verifiedBy", Reference.class).getReference());
  }
}

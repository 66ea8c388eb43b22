package org.rapportfhir.profiles;

import java.util.Arrays;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;

/** The place of service that follows from where the client was, on Encounter and ChargeItem. */
public enum PlaceOfService {
  /** Telehealth, the client not in the own home. */
  NOT_AT_HOME("02"),
  /** Telehealth, the client in the own home. */
  AT_HOME("10");

  private final String code;

  PlaceOfService(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /**
   * What follows from the client's own words by the code's own text: 10 for the home, 02 for
   * anywhere else. A payer that reads "home" more widely says so in its own rule.
   */
  public static PlaceOfService of(PlaceKind place) {
    return place == PlaceKind.HOME ? AT_HOME : NOT_AT_HOME;
  }

  public static Optional<PlaceOfService> of(DomainResource resource) {
    return Parts.only(resource.getExtension(), Rapport.Ext.PLACE_OF_SERVICE)
        .map(found -> Parts.value(found, Coding.class))
        .map(PlaceOfService::of);
  }

  public void writeTo(DomainResource resource) {
    Parts.replace(resource.getExtension(), new Extension(Rapport.Ext.PLACE_OF_SERVICE, coding()));
  }

  public static void removeFrom(DomainResource resource) {
    Parts.remove(resource.getExtension(), Rapport.Ext.PLACE_OF_SERVICE);
  }

  /** As {@code Claim.item.locationCodeableConcept} has it. */
  public CodeableConcept concept() {
    return new CodeableConcept(coding());
  }

  private Coding coding() {
    return new Coding().setSystem(Rapport.Codes.PLACE_OF_SERVICE).setCode(code);
  }

  private static PlaceOfService of(Coding coding) {
    return Arrays.stream(values())
        .filter(place -> Rapport.Codes.PLACE_OF_SERVICE.equals(coding.getSystem()))
        .filter(place -> place.code.equals(coding.getCode()))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedExtensionException(
                    Rapport.Ext.PLACE_OF_SERVICE, "unknown code " + coding.getCode()));
  }
}

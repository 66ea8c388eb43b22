package org.rapportfhir.profiles;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;

/**
 * The billing modifier that follows from how a visit was held, on Encounter and ChargeItem. System
 * and code only: a display would be the descriptor of somebody else's code system.
 */
public record TelehealthModifier(String system, String code) {
  /** Live audio and video. */
  public static final TelehealthModifier VIDEO = new TelehealthModifier(Rapport.Codes.CPT, "95");

  /** Live, audio only. */
  public static final TelehealthModifier AUDIO_ONLY =
      new TelehealthModifier(Rapport.Codes.CPT, "93");

  public static Optional<TelehealthModifier> of(DomainResource resource) {
    return Parts.only(resource.getExtension(), Rapport.Ext.TELEHEALTH_MODIFIER)
        .map(found -> Parts.value(found, Coding.class))
        .map(TelehealthModifier::of);
  }

  public void writeTo(DomainResource resource) {
    Parts.replace(
        resource.getExtension(), new Extension(Rapport.Ext.TELEHEALTH_MODIFIER, coding()));
  }

  public static void removeFrom(DomainResource resource) {
    Parts.remove(resource.getExtension(), Rapport.Ext.TELEHEALTH_MODIFIER);
  }

  /** As {@code Claim.item.modifier} has it. */
  public CodeableConcept concept() {
    return new CodeableConcept(coding());
  }

  private Coding coding() {
    return new Coding().setSystem(system).setCode(code);
  }

  private static TelehealthModifier of(Coding coding) {
    if (coding.hasSystem() && coding.hasCode()) {
      return new TelehealthModifier(coding.getSystem(), coding.getCode());
    }
    throw new MalformedExtensionException(
        Rapport.Ext.TELEHEALTH_MODIFIER, "system or code is missing");
  }
}

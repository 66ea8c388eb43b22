package org.rapportfhir.profiles;

import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;

/** Fresh copies of the guide's examples, for tests to change what matters to them. */
final class Examples {
  private Examples() {}

  static Appointment booked() {
    return (Appointment) of("appointment-booked");
  }

  static Encounter planned() {
    return (Encounter) of("encounter-planned");
  }

  static Encounter inProgress() {
    return (Encounter) of("encounter-in-progress");
  }

  static Encounter finishedByVideo() {
    return (Encounter) of("encounter-finished-video");
  }

  static Encounter finishedByAudio() {
    return (Encounter) of("encounter-finished-audio");
  }

  /** The first extension with this URL, or part with this name. */
  static Extension find(List<Extension> extensions, String url) {
    return extensions.stream().filter(e -> url.equals(e.getUrl())).findFirst().orElseThrow();
  }

  private static Resource of(String id) {
    return RapportPackage.examples(Validation.R4).stream()
        .filter(example -> example.getIdElement().getIdPart().equals(id))
        .findFirst()
        .orElseThrow();
  }
}

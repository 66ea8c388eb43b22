package org.rapportfhir.server.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** Says which profile a resource needs by what it is, whether it claims it or not. */
@FunctionalInterface
public interface ProfileRule {

  /** The profile's canonical URL. */
  Optional<String> neededBy(Resource resource);
}

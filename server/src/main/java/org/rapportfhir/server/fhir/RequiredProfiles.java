package org.rapportfhir.server.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which of Rapport's profiles a resource must keep: those it claims, and those it needs by what it
 * is, claimed or not (a feature contributes a {@link ProfileRule}).
 */
final class RequiredProfiles {
  private final List<ProfileRule> rules;

  RequiredProfiles(List<ProfileRule> rules) {
    this.rules = List.copyOf(rules);
  }

  List<String> of(Resource resource) {
    var profiles = new ArrayList<String>();
    for (CanonicalType claimed : resource.getMeta().getProfile()) {
      if (claimed.getValue().startsWith("https://rapport-fhir.org/ig/")) {
        profiles.add(claimed.getValue());
      }
    }
    for (ProfileRule rule : rules) {
      rule.neededBy(resource).filter(p -> !profiles.contains(p)).ifPresent(profiles::add);
    }
    return profiles;
  }
}

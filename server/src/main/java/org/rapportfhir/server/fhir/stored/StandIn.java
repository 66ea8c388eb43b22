package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * Takes a resource's place on its way through HAPI: it has type, identity and the stored text, but
 * no content. A rule that looks at content therefore finds none and doesn't allow it.
 */
final class StandIn {

  private static final String STORED = StandIn.class.getName() + ".stored";

  private StandIn() {}

  static IBaseResource of(StoredResource stored, FhirContext fhir) {
    var resource = (Resource) fhir.getResourceDefinition(stored.type()).newInstance();
    resource.setId(new IdType(stored.type(), stored.id(), Long.toString(stored.version())));
    resource.getMeta().setLastUpdated(Date.from(stored.updated()));
    resource.setUserData(STORED, stored);
    return resource;
  }

  static IBaseResource of(
      StoredResource stored, FhirContext fhir, BundleEntrySearchModeEnum searchMode) {
    IBaseResource resource = of(stored, fhir);
    ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(resource, searchMode);
    return resource;
  }

  static Optional<StoredResource> storedOf(IBaseResource resource) {
    return Optional.ofNullable((StoredResource) resource.getUserData(STORED));
  }
}

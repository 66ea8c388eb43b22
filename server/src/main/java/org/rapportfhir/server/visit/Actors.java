package org.rapportfhir.server.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PractitionerRole;

/**
 * Whom a reference means. A PractitionerRole stands for its Practitioner: that is whom an access
 * token names, whose time is taken, and who is in a visit once, by whichever role.
 */
public final class Actors {
  private static final String PRACTITIONER_ROLE = "PractitionerRole";

  private final DaoRegistry daos;

  Actors(DaoRegistry daos) {
    this.daos = daos;
  }

  /**
   * @param reference such as {@code PractitionerRole/12}
   * @return the person; empty for a PractitionerRole that is gone or names no Practitioner
   */
  public Optional<String> person(String reference) {
    var id = new IdType(reference);
    return PRACTITIONER_ROLE.equals(id.getResourceType())
        ? practitionerOf(id)
        : Optional.of(reference);
  }

  private Optional<String> practitionerOf(IdType id) {
    try {
      PractitionerRole role =
          daos.getResourceDao(PractitionerRole.class).read(id, new SystemRequestDetails());
      IIdType practitioner = role.getPractitioner().getReferenceElement();
      return practitioner.hasIdPart() && "Practitioner".equals(practitioner.getResourceType())
          ? Optional.of("Practitioner/" + practitioner.getIdPart())
          : Optional.empty();
    } catch (ResourceNotFoundException | ResourceGoneException gone) {
      return Optional.empty();
    }
  }
}

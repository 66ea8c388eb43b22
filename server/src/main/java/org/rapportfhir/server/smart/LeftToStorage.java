package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Lets in, under a patient's scopes, what doesn't say by itself whose resources it is about. {@link
 * FhirScopeAuthorization} confines a search as it reaches storage, and judges what is stored before
 * it is patched. To be asked after {@link InteractionByScope}.
 */
final class LeftToStorage extends AccessRule {

  LeftToStorage() {
    super("left to storage");
  }

  @Override
  @Nullable PolicyEnum decide(Question question) {
    if (question.outgoing() != null) {
      return null;
    }
    return switch (question.operation()) {
      case SEARCH_TYPE -> PolicyEnum.ALLOW;
      case PATCH -> isPatient(question.id()) ? null : PolicyEnum.ALLOW;
      default -> null;
    };
  }

  /** Whose a Patient is can be seen by the id, as on a read. */
  private static boolean isPatient(@Nullable IIdType id) {
    return id != null && id.hasIdPart() && "Patient".equals(id.getResourceType());
  }
}

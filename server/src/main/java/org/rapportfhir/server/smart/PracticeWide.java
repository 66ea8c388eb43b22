package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** Allows what a user's or system's scope names, on every resource of the type. */
final class PracticeWide extends AccessRule {

  private final SmartScopes scopes;

  PracticeWide(SmartScopes scopes) {
    super("practice-wide scopes");
    this.scopes = scopes;
  }

  @Override
  @Nullable PolicyEnum decide(Question question) {
    return allowed(question) ? PolicyEnum.ALLOW : null;
  }

  private boolean allowed(Question question) {
    IBaseResource outgoing = question.outgoing();
    if (outgoing != null) {
      return mayShow(question, outgoing);
    }
    if (question.operation() == RestOperationTypeEnum.GET_PAGE) {
      return scopes.practiceWide().findAny().isPresent(); // what the page holds is checked itself
    }
    Asked asked =
        Asked.incoming(
            question.operation(), question.request(), question.resource(), question.id());
    return asked != null && scopes.practiceWide(asked.type(), asked.interaction());
  }

  /** A search's hits and inclusions show by either letter, anything else only by {@code r}. */
  private boolean mayShow(Question question, IBaseResource outgoing) {
    String type = question.request().getFhirContext().getResourceType(outgoing);
    return switch (question.operation()) {
      case SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_TYPE, HISTORY_SYSTEM, GET_PAGE ->
          scopes.practiceWide(type, Interaction.SEARCH)
              || scopes.practiceWide(type, Interaction.READ);
      case READ, VREAD, HISTORY_INSTANCE -> scopes.practiceWide(type, Interaction.READ);
      default -> false;
    };
  }
}

package org.rapportfhir.server.smart;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an interaction that no scope of the token names, and what would tell of resources beyond
 * those that a scope names. What passes here still needs a rule that allows it.
 */
final class InteractionByScope extends AccessRule {

  /** What changes how the server works, or tells it to send something somewhere. */
  private static final Set<String> CONFORMANCE =
      Set.of(
          "CapabilityStatement",
          "CodeSystem",
          "CompartmentDefinition",
          "ConceptMap",
          "GraphDefinition",
          "ImplementationGuide",
          "MessageDefinition",
          "NamingSystem",
          "OperationDefinition",
          "SearchParameter",
          "StructureDefinition",
          "StructureMap",
          "Subscription",
          "TerminologyCapabilities",
          "ValueSet");

  private final SmartScopes scopes;
  private final SearchByScope search;

  InteractionByScope(SmartScopes scopes) {
    super("interaction by scope");
    this.scopes = scopes;
    this.search = new SearchByScope(scopes);
  }

  @Override
  @Nullable PolicyEnum decide(Question question) {
    if (question.outgoing() != null) {
      return null;
    }
    if (question.pointcut() == Pointcut.STORAGE_PRE_DELETE_EXPUNGE
        || question.request().isRewriteHistory()) {
      return deny(question, "What is stored can't be rewritten.");
    }
    Asked asked =
        Asked.incoming(
            question.operation(), question.request(), question.resource(), question.id());
    String refusal = asked == null ? null : refusal(question, asked);
    return refusal == null ? null : deny(question, refusal);
  }

  private @Nullable String refusal(Question question, Asked asked) {
    RequestDetails request = question.request();
    if (!scopes.somewhere(asked.type(), asked.interaction())) {
      return MissingScope.of(asked, scopes);
    }
    return switch (question.operation()) {
      case SEARCH_TYPE, SEARCH_SYSTEM ->
          search.refusal(asked.type(), request.getParameters(), request.getFhirContext());
      case HISTORY_TYPE, HISTORY_SYSTEM -> search.refusalOfHistory(asked.type());
      case CREATE, UPDATE, PATCH, DELETE -> refusalToChange(question, asked);
      default -> null;
    };
  }

  private @Nullable String refusalToChange(Question question, Asked asked) {
    if (CONFORMANCE.contains(asked.type()) && !scopes.ofSystem(asked.type(), asked.interaction())) {
      return "What " + asked.type() + " says holds for everybody: only a system may change it.";
    }
    MatchUrl condition = condition(question);
    String refusal = condition == null ? null : refusalOfCondition(question, asked, condition);
    if (refusal == null) {
      refusal = refusalOfReferences(question);
    }
    return refusal == null ? refusalToTell(question, asked, condition != null) : refusal;
  }

  /**
   * The resource, the address and the condition may each name a type: storage takes any of them.
   */
  private @Nullable String refusalOfCondition(Question question, Asked asked, MatchUrl condition) {
    IIdType id = question.id();
    return Stream.of(asked.type(), id == null ? null : id.getResourceType(), condition.type())
        .filter(Objects::nonNull)
        .map(type -> search.refusalOfMatch(type, condition))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String refusalOfReferences(Question question) {
    IBaseResource resource = question.resource();
    if (resource == null
        || question.operation() == RestOperationTypeEnum.DELETE
        || search.everywhere()) {
      return null;
    }
    return MatchUrl.referencesOf(resource, question.request().getFhirContext())
        .map(url -> search.refusalOfMatch(String.valueOf(url.type()), url))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * A patch tells what is stored, if by nothing else, by whether it can be applied; a condition by
   * the hit that the answer shows.
   */
  private @Nullable String refusalToTell(Question question, Asked asked, boolean conditional) {
    boolean tells =
        question.operation() == RestOperationTypeEnum.PATCH
            || conditional && showsResource(question.request());
    return tells && !scopes.somewhere(asked.type(), Interaction.READ)
        ? MissingScope.of(new Asked(asked.type(), Interaction.READ), scopes)
        : null;
  }

  /** In a bundle only the entry's own counts, and HAPI sets it while it asks about the entry. */
  private static @Nullable MatchUrl condition(Question question) {
    RequestDetails request = question.request();
    String url =
        request.getRestOperationType() == RestOperationTypeEnum.TRANSACTION
            ? request.getFixedConditionalUrl()
            : request.getConditionalUrl(question.operation());
    if (url == null) {
      return null;
    }
    // The header of a conditional create may hold the parameters alone.
    return new MatchUrl(url.indexOf('?') < 0 ? "?" + url : url);
  }

  private static boolean showsResource(RequestDetails request) {
    String prefer = request.getHeader(Constants.HEADER_PREFER);
    PreferReturnEnum answer =
        prefer == null ? null : RestfulServerUtils.parsePreferHeader(null, prefer).getReturn();
    return answer != PreferReturnEnum.MINIMAL && answer != PreferReturnEnum.OPERATION_OUTCOME;
  }
}

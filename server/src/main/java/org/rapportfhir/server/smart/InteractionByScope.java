package org.rapportfhir.server.smart;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an interaction that no scope of the token names, and what would tell of resources beyond
 * those that a scope names. What passes here still needs a rule that allows it.
 */
final class InteractionByScope extends AccessRule {

  private final SmartScopes scopes;
  private final @Nullable String patient;

  InteractionByScope(SmartScopes scopes, @Nullable String patient) {
    super("interaction by scope");
    this.scopes = scopes;
    this.patient = patient;
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
      return missing(asked, scopes);
    }
    return switch (question.operation()) {
      case SEARCH_TYPE, SEARCH_SYSTEM -> refusalToSearch(asked, request);
      case CREATE, UPDATE, PATCH, DELETE -> refusalToChange(question, asked);
      default -> null;
    };
  }

  private @Nullable String refusalToSearch(Asked asked, RequestDetails request) {
    if (ReachingSearch.reaches(request.getParameters())) {
      return reachesEverywhere() ? null : missingReach(scopes);
    }
    if (patient == null || scopes.practiceWide(asked.type(), Interaction.SEARCH)) {
      return null;
    }
    return ReachingSearch.namesAmongOthers(request.getParameters(), patient)
        ? "A search under a patient's scope names that patient alone."
        : null;
  }

  /** A condition is a search whose hit shows in the answer; a patch's answer shows the resource. */
  private @Nullable String refusalToChange(Question question, Asked asked) {
    String condition = condition(question);
    if (condition != null) {
      Asked search = new Asked(asked.type(), Interaction.SEARCH);
      if (!scopes.practiceWide(search.type(), search.interaction())) {
        return missing(search, scopes);
      }
      if (ReachingSearch.reaches(condition) && !reachesEverywhere()) {
        return missingReach(scopes);
      }
    }
    Asked read = new Asked(asked.type(), Interaction.READ);
    boolean shows = condition != null || question.operation() == RestOperationTypeEnum.PATCH;
    return shows
            && showsResource(question.request())
            && !scopes.somewhere(read.type(), Interaction.READ)
        ? missing(read, scopes)
        : null;
  }

  /** HAPI asks about each deletion of a bundle with a request that has no address. */
  private static @Nullable String condition(Question question) {
    RequestDetails request = question.request();
    return request.getCompleteUrl() == null
        ? null
        : request.getConditionalUrl(question.operation());
  }

  private static boolean showsResource(RequestDetails request) {
    String prefer = request.getHeader(Constants.HEADER_PREFER);
    PreferReturnEnum answer =
        prefer == null ? null : RestfulServerUtils.parsePreferHeader(null, prefer).getReturn();
    return answer != PreferReturnEnum.MINIMAL && answer != PreferReturnEnum.OPERATION_OUTCOME;
  }

  private boolean reachesEverywhere() {
    return scopes.practiceWide(Asked.ANY_TYPE, Interaction.SEARCH);
  }

  static String missing(Asked asked, SmartScopes scopes) {
    return "This needs the scope "
        + asked.asScope(context(scopes))
        + ", which the token does not carry.";
  }

  static String missingReach(SmartScopes scopes) {
    SmartScope.Context context =
        context(scopes) == SmartScope.Context.SYSTEM
            ? SmartScope.Context.SYSTEM
            : SmartScope.Context.USER;
    return "A search through other resources needs the scope "
        + new Asked(Asked.ANY_TYPE, Interaction.SEARCH).asScope(context)
        + ", which the token does not carry.";
  }

  /** The context in which the token already speaks; else that of a user. */
  private static SmartScope.Context context(SmartScopes scopes) {
    return scopes.all().isEmpty() ? SmartScope.Context.USER : scopes.all().get(0).context();
  }
}

package org.rapportfhir.server.smart;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Lets through to the FHIR server what the token's scopes name, and nothing else. To be registered
 * on the FHIR servlet. Refuses with 403 and an OperationOutcome that names the missing scope.
 */
public class FhirScopeAuthorization extends AuthorizationInterceptor {

  /** Interactions that HAPI's interceptor lets pass unasked. */
  private static final Set<RestOperationTypeEnum> UNASKED =
      EnumSet.of(
          RestOperationTypeEnum.VALIDATE,
          RestOperationTypeEnum.META,
          RestOperationTypeEnum.META_ADD,
          RestOperationTypeEnum.META_DELETE,
          RestOperationTypeEnum.ADD_TAGS,
          RestOperationTypeEnum.DELETE_TAGS,
          RestOperationTypeEnum.GET_TAGS);

  private static final List<IAuthRule> NOBODY = ScopeRules.forNobody();
  private static final List<IAuthRule> SERVER_ITSELF = ScopeRules.forServerItself();

  private final RuleCache cache = new RuleCache();

  public FhirScopeAuthorization() {
    super(PolicyEnum.DENY);
  }

  @Override
  public List<IAuthRule> buildRuleList(RequestDetails request) {
    if (request instanceof SystemRequestDetails) {
      return SERVER_ITSELF;
    }
    return Caller.find().map(cache::rulesOf).orElse(NOBODY);
  }

  @Override
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void incomingRequestPreHandled(RequestDetails request, Pointcut pointcut) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    if (operation != null && UNASKED.contains(operation)) {
      Verdict verdict =
          applyRulesAndReturnDecision(
              operation, request, request.getResource(), request.getId(), null, pointcut);
      if (verdict.getDecision() != PolicyEnum.ALLOW) {
        throw Refusals.exception(request);
      }
      return;
    }
    super.incomingRequestPreHandled(request, pointcut);
  }

  @Override
  public Verdict applyRulesAndReturnDecision(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource resource,
      @Nullable IIdType id,
      @Nullable IBaseResource outgoing,
      @Nullable Pointcut pointcut) {
    Verdict verdict =
        super.applyRulesAndReturnDecision(operation, request, resource, id, outgoing, pointcut);
    if (verdict.getDecision() != PolicyEnum.ALLOW) {
      Refusals.note(request, generalReason(request, outgoing));
    }
    return verdict;
  }

  @Override
  protected void handleDeny(RequestDetails request, Verdict decision) {
    throw Refusals.exception(request);
  }

  private static String generalReason(RequestDetails request, @Nullable IBaseResource outgoing) {
    if (outgoing == null) {
      return "This is beyond what the token's scopes permit.";
    }
    return "The answer would hold a "
        + request.getFhirContext().getResourceType(outgoing)
        + " that the token's scopes don't reach.";
  }

  /** Rules of the tokens seen last: made once for each set of scopes and patient. */
  private static final class RuleCache {

    private static final int SIZE = 512;

    private record Key(Set<String> scopes, @Nullable String patient) {}

    private final Map<Key, List<IAuthRule>> rules =
        new LinkedHashMap<>(SIZE, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, List<IAuthRule>> eldest) {
            return size() > SIZE;
          }
        };

    List<IAuthRule> rulesOf(Caller caller) {
      Key key = new Key(caller.scopes(), caller.patient());
      synchronized (rules) {
        return rules.computeIfAbsent(
            key, absent -> ScopeRules.of(SmartScopes.of(key.scopes()), key.patient()));
      }
    }
  }
}

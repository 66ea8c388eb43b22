package org.rapportfhir.server.smart;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationFlagsEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor.Verdict;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a scope with a query, which allows only for resources that the query names. A request
 * that brings no resource passes to where one is judged: what goes out, what was stored before.
 */
final class Narrowed implements IAuthRule {

  private final IAuthRule rule;
  private final String type;
  private final String query;
  private final ScopeQueries queries;

  Narrowed(IAuthRule rule, SmartScope scope, ScopeQueries queries) {
    this.rule = rule;
    this.type = scope.type();
    this.query = String.valueOf(scope.query());
    this.queries = queries;
  }

  @Override
  public @Nullable Verdict applyRule(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource resource,
      @Nullable IIdType id,
      @Nullable IBaseResource outgoing,
      IRuleApplier applier,
      Set<AuthorizationFlagsEnum> flags,
      @Nullable Pointcut pointcut) {
    Verdict verdict =
        rule.applyRule(operation, request, resource, id, outgoing, applier, flags, pointcut);
    if (verdict == null || verdict.getDecision() != PolicyEnum.ALLOW) {
      return verdict;
    }
    IBaseResource judged = outgoing == null ? resource : outgoing;
    return judged == null || isNamed(request, judged) ? verdict : null;
  }

  private boolean isNamed(RequestDetails request, IBaseResource judged) {
    return request.getFhirContext().getResourceType(judged).equals(type)
        && queries.matches(judged, query);
  }

  @Override
  public String getName() {
    return rule.getName() + " where " + query;
  }
}

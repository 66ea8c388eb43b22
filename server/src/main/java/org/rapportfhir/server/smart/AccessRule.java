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

/** One step of the decision, between HAPI's train of parameters and a rule that reads. */
abstract class AccessRule implements IAuthRule {

  /**
   * What is to be decided: a request coming in, or one resource going out.
   *
   * @param resource what comes in; null for none
   * @param outgoing what goes out; null while the request comes in
   * @param rules all of the token's rules, to be asked about a part of what is to be decided
   */
  record Question(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource resource,
      @Nullable IIdType id,
      @Nullable IBaseResource outgoing,
      @Nullable Pointcut pointcut,
      IRuleApplier rules) {}

  private final String name;

  AccessRule(String name) {
    this.name = name;
  }

  /** Allow, deny, or null to leave it to the rules that follow. */
  abstract @Nullable PolicyEnum decide(Question question);

  @Override
  public final @Nullable Verdict applyRule(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource resource,
      @Nullable IIdType id,
      @Nullable IBaseResource outgoing,
      IRuleApplier applier,
      Set<AuthorizationFlagsEnum> flags,
      @Nullable Pointcut pointcut) {
    PolicyEnum decision =
        decide(new Question(operation, request, resource, id, outgoing, pointcut, applier));
    return decision == null ? null : new Verdict(decision, this);
  }

  @Override
  public final String getName() {
    return name;
  }

  static PolicyEnum deny(Question question, String reason) {
    Refusals.note(question.request(), reason);
    return PolicyEnum.DENY;
  }
}

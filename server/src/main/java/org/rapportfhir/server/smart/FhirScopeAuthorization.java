package org.rapportfhir.server.smart;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
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

  /** What a bundle's answer holds for an entry that searched. */
  private static final Set<BundleType> PAGES = EnumSet.of(BundleType.SEARCHSET, BundleType.HISTORY);

  private static final String ACCESS = FhirScopeAuthorization.class.getName() + ".access";
  private static final Access NOBODY =
      new Access(ScopeRules.forNobody(), new SmartScopes(List.of()), null);
  private static final List<IAuthRule> SERVER_ITSELF = ScopeRules.forServerItself();

  private final ScopeQueries queries;
  private final AccessCache cache;

  FhirScopeAuthorization(ScopeQueries queries) {
    super(PolicyEnum.DENY);
    this.queries = queries;
    this.cache = new AccessCache(queries);
  }

  @Override
  public List<IAuthRule> buildRuleList(RequestDetails request) {
    return request instanceof SystemRequestDetails ? SERVER_ITSELF : accessOf(request).rules();
  }

  /** Kept with the request, whose parts may run on threads that know of no caller. */
  private Access accessOf(RequestDetails request) {
    return (Access)
        request
            .getUserData()
            .computeIfAbsent(ACCESS, absent -> Caller.find().map(cache::accessOf).orElse(NOBODY));
  }

  @Override
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void incomingRequestPreHandled(RequestDetails request, Pointcut pointcut) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    if (operation != null && UNASKED.contains(operation)) {
      judge(operation, request, request.getResource(), request.getId(), null, pointcut);
      return;
    }
    super.incomingRequestPreHandled(request, pointcut);
  }

  /** Every search of a client's comes this way, be it a request, an entry or a condition. */
  @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
  public void confineSearch(
      @Nullable RequestDetails request, SearchParameterMap search, ICachedSearchDetails details) {
    if (request == null || request instanceof SystemRequestDetails) {
      return;
    }
    String type = details.getResourceType();
    Access access = accessOf(request);
    String patient = access.confines(type);
    if (patient != null) {
      PatientCompartment.confine(search, type, patient, request.getFhirContext());
    }
    List<String> narrowed = access.scopes().queriesToSearch(type);
    if (!narrowed.isEmpty()) {
      queries.narrow(search, type, narrowed);
    }
  }

  /**
   * Before the patch is applied, since its success or failure tells what is stored. Whoever patches
   * must be one who may read and update that very resource.
   */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
  public void judgeBeforePatch(RequestDetails request, PrePatchDetails patch, Pointcut pointcut) {
    IBaseResource stored = patch.getResource();
    judgeOutgoing(RestOperationTypeEnum.READ, request, stored, pointcut);
    judge(RestOperationTypeEnum.UPDATE, request, stored, stored.getIdElement(), null, pointcut);
  }

  /**
   * What a search would include beyond what the token reaches is left out: a refusal would tell
   * that there is something. Hits are never left out, as the search itself was permitted.
   */
  @Override
  @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
  public void hookPreShow(
      RequestDetails request, IPreResourceShowDetails shown, Pointcut pointcut) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    if (operation == RestOperationTypeEnum.TRANSACTION) {
      // What a condition or a reference found, or what an entry has written and will show.
      shown.forEach(
          found -> judgeOutgoing(RestOperationTypeEnum.SEARCH_TYPE, request, found, pointcut));
      return;
    }
    if (operation == RestOperationTypeEnum.SEARCH_TYPE) {
      for (int i = 0; i < shown.size(); i++) {
        IBaseResource resource = shown.getResource(i);
        if (isInclusion(resource) && !mayShow(operation, request, resource, pointcut)) {
          shown.setResource(i, null);
        }
      }
    }
    super.hookPreShow(request, shown, pointcut);
  }

  private static boolean isInclusion(@Nullable IBaseResource resource) {
    return resource != null
        && ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.get(resource)
            == BundleEntrySearchModeEnum.INCLUDE;
  }

  /** Without a note of the reason, for nothing is refused. */
  private boolean mayShow(
      RestOperationTypeEnum operation,
      RequestDetails request,
      IBaseResource resource,
      @Nullable Pointcut pointcut) {
    return super.applyRulesAndReturnDecision(operation, request, null, null, resource, pointcut)
            .getDecision()
        == PolicyEnum.ALLOW;
  }

  /**
   * As hits of searches are judged: what entries read was judged as they read it, and by now it is
   * too late to refuse what they have written.
   */
  @Override
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void hookOutgoingResponse(
      RequestDetails request, @Nullable IBaseResource answer, Pointcut pointcut) {
    if (request.getRestOperationType() != RestOperationTypeEnum.TRANSACTION
        || !(answer instanceof Bundle bundle)) {
      super.hookOutgoingResponse(request, answer, pointcut);
      return;
    }
    for (BundleEntryComponent entry : bundle.getEntry()) {
      if (entry.getResource() instanceof Bundle page && PAGES.contains(page.getType())) {
        for (BundleEntryComponent found : page.getEntry()) {
          judgeOutgoing(RestOperationTypeEnum.SEARCH_TYPE, request, found.getResource(), pointcut);
        }
      } else {
        judgeOutgoing(RestOperationTypeEnum.SEARCH_TYPE, request, entry.getResource(), pointcut);
      }
    }
  }

  private void judgeOutgoing(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource outgoing,
      Pointcut pointcut) {
    if (outgoing != null && !(outgoing instanceof IBaseOperationOutcome)) {
      judge(operation, request, null, null, outgoing, pointcut);
    }
  }

  private void judge(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource resource,
      @Nullable IIdType id,
      @Nullable IBaseResource outgoing,
      Pointcut pointcut) {
    Verdict verdict =
        applyRulesAndReturnDecision(operation, request, resource, id, outgoing, pointcut);
    if (verdict.getDecision() != PolicyEnum.ALLOW) {
      throw Refusals.exception(request);
    }
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

  /** What a token's scopes come to. */
  private record Access(List<IAuthRule> rules, SmartScopes scopes, @Nullable String patient) {

    /** The patient to whom a search for this type is confined; null for the whole practice. */
    @Nullable String confines(String type) {
      return scopes.searchesOfPatient(type) ? patient : null;
    }
  }

  /** Access of the tokens seen last: made once for each set of scopes and patient. */
  private static final class AccessCache {

    private static final int SIZE = 512;

    private final ScopeQueries queries;

    AccessCache(ScopeQueries queries) {
      this.queries = queries;
    }

    private record Key(Set<String> scopes, @Nullable String patient) {}

    private final Map<Key, Access> accesses =
        new LinkedHashMap<>(SIZE, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Access> eldest) {
            return size() > SIZE;
          }
        };

    Access accessOf(Caller caller) {
      Key key = new Key(caller.scopes(), caller.patient());
      synchronized (accesses) {
        return accesses.computeIfAbsent(key, this::make);
      }
    }

    private Access make(Key key) {
      SmartScopes all = SmartScopes.of(key.scopes());
      // Without a patient in context the scopes of one permit nothing, and widen nothing.
      SmartScopes scopes =
          key.patient() == null ? new SmartScopes(all.practiceWide().toList()) : all;
      return new Access(ScopeRules.of(scopes, key.patient(), queries), scopes, key.patient());
    }
  }
}

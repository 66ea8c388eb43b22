package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.interceptor.api.IBaseInterceptorBroadcaster.IInvoker;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.fhir.ContentBlind;

/** Tells requests whose answer shows resources just as they are stored, and to whom it may. */
final class PlainRequests {

  /** Parameters that ask for another form of the answer than the plain one. */
  private static final Set<String> OTHER_FORMS =
      Set.of("_format", "_pretty", "_summary", "_elements", "_contained", "_containedType");

  private static final Set<String> NOT_JSON_INSIDE = Set.of("Binary", "Bundle");

  /** Whoever listens there wants to see content before it is shown. */
  private static final List<Pointcut> CONTENT_IS_SEEN =
      List.of(
          Pointcut.STORAGE_PREACCESS_RESOURCES,
          Pointcut.STORAGE_PRESHOW_RESOURCES,
          Pointcut.SERVER_OUTGOING_RESPONSE);

  private final AuthorizationInterceptor authorization;
  private final IInterceptorService storage;
  private final boolean enabled;

  PlainRequests(
      AuthorizationInterceptor authorization, IInterceptorService storage, boolean enabled) {
    this.authorization = authorization;
    this.storage = storage;
    this.enabled = enabled;
  }

  boolean isPlain(RequestDetails request) {
    return enabled
        && request.getServer() != null
        && !request.isSubRequest() // of a bundle, whose answer HAPI writes
        && !NOT_JSON_INSIDE.contains(String.valueOf(request.getResourceName()))
        && request.getParameters().keySet().stream().noneMatch(PlainRequests::asksForOtherForm)
        && wantsJson(request)
        && nobodyElseLooks(request);
  }

  /** Whether the rules allow the request, which is not asked again on the way. */
  boolean mayRead(RequestDetails request, IIdType id) {
    return allows(
        request,
        RestOperationTypeEnum.READ,
        id,
        null,
        Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED);
  }

  /** Whether the rules allow the resource to be shown though they can't see its content. */
  boolean mayShow(RequestDetails request, IBaseResource standIn) {
    RestOperationTypeEnum operation = request.getRestOperationType();
    return operation != null
        && allows(request, operation, null, standIn, Pointcut.STORAGE_PRESHOW_RESOURCES);
  }

  private boolean allows(
      RequestDetails request,
      RestOperationTypeEnum operation,
      @Nullable IIdType id,
      @Nullable IBaseResource outgoing,
      Pointcut pointcut) {
    return authorization
            .applyRulesAndReturnDecision(operation, request, null, id, outgoing, pointcut)
            .getDecision()
        == PolicyEnum.ALLOW;
  }

  private static boolean asksForOtherForm(String parameter) {
    int modifier = parameter.indexOf(':');
    return OTHER_FORMS.contains(modifier < 0 ? parameter : parameter.substring(0, modifier));
  }

  private static boolean wantsJson(RequestDetails request) {
    var encoding = RestfulServerUtils.determineResponseEncodingNoDefault(request, null);
    return encoding == null || Constants.CT_FHIR_JSON_NEW.equals(encoding.getResourceContentType());
  }

  private boolean nobodyElseLooks(RequestDetails request) {
    IInterceptorService rest = request.getServer().getInterceptorService();
    for (Pointcut pointcut : CONTENT_IS_SEEN) {
      if (storage.hasHooks(pointcut)
          || !rest.getInvokersForPointcut(pointcut).stream().allMatch(this::seesNoContent)) {
        return false;
      }
    }
    return true;
  }

  private boolean seesNoContent(IInvoker hook) {
    return hook.getInterceptor() == authorization || hook.getInterceptor() instanceof ContentBlind;
  }
}

package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.slf4j.MDC;

/**
 * Puts the {@code X-Request-ID} that a client is told into each line that is logged meanwhile, so
 * that both sides can speak of the same request. HAPI takes a client's own id if it is letters and
 * digits, and makes one otherwise.
 */
@Interceptor
public final class RequestIdInLog {

  /** Named in {@code logging.pattern.correlation}. */
  private static final String KEY = "request";

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public void begin(RequestDetails request) {
    MDC.put(KEY, request.getRequestId());
  }

  @Hook(Pointcut.SERVER_PROCESSING_COMPLETED)
  public void end() {
    MDC.remove(KEY);
  }
}

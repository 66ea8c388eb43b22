package org.rapportfhir.bench.peer;

import ca.uhn.fhir.rest.server.interceptor.CorsInterceptor;
import ca.uhn.fhir.rest.server.interceptor.LoggingInterceptor;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;

/** The two interceptors of the starter that need settings. */
final class StarterInterceptors {
  private StarterInterceptors() {}

  /** One line in the log for each request, as the starter writes: part of what a request costs. */
  static LoggingInterceptor requestLog() {
    String request =
        "Operation[${operationType} ${operationName} ${idOrResourceName}]"
            + " UA[${requestHeader.user-agent}] Params[${requestParameters}]"
            + " ResponseEncoding[${responseEncodingNoDefault}]";
    LoggingInterceptor log = new LoggingInterceptor();
    log.setLoggerName("fhirtest.access");
    log.setMessageFormat(
        "Path[${servletPath}] Source[${requestHeader.x-forwarded-for}] " + request + ' ' + request);
    log.setErrorMessageFormat("ERROR - ${requestVerb} ${requestUrl}");
    log.setLogExceptions(true);
    return log;
  }

  /** Any origin may call. */
  static CorsInterceptor cors() {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedHeaders(
        List.of(
            "Origin",
            "Accept",
            "Content-Type",
            "Authorization",
            "Cache-Control",
            "x-fhir-starter",
            "X-Requested-With",
            "Prefer"));
    cors.addAllowedOriginPattern("*");
    cors.setExposedHeaders(List.of("Location", "Content-Location"));
    cors.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"));
    cors.setAllowCredentials(true);
    return new CorsInterceptor(cors);
  }
}

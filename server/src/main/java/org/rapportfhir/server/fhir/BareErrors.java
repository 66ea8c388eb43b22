package org.rapportfhir.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * The answer to what Tomcat refuses before any of our code sees it, such as an address that is too
 * long or holds a NUL: an OperationOutcome like every other refusal of the FHIR endpoint.
 */
final class BareErrors extends ErrorReportValve {
  private final FhirContext fhir;

  BareErrors(FhirContext fhir) {
    this.fhir = fhir;
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    boolean answered = response.getStatus() < 400 || response.getContentWritten() > 0;
    if (answered || !isFhir(request) || !response.setErrorReported()) {
      super.report(request, response, thrown);
      return;
    }
    try {
      response.setContentType(Outcomes.CONTENT_TYPE);
      Writer writer = response.getReporter();
      if (writer != null) {
        FhirError error = response.getStatus() < 500 ? FhirError.BAD_REQUEST : FhirError.INTERNAL;
        writer.write(Outcomes.json(error, fhir));
        response.finishResponse();
      }
    } catch (IOException gone) {
      // Nobody is left to be told.
    }
  }

  /** An address that was never read may have been anything. */
  private static boolean isFhir(Request request) {
    String path = request.getRequestURI();
    return path == null || path.isEmpty() || path.startsWith("/fhir");
  }
}

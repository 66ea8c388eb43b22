package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Date;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.fhir.FhirExtension;

/** Answers {@code GET [type]/[id]} from one row. What it doesn't answer goes on to HAPI. */
@Interceptor
public final class StoredReads implements FhirExtension {

  private final StoredResources resources;
  private final PlainRequests plain;
  private final FhirContext fhir;

  StoredReads(StoredResources resources, PlainRequests plain, FhirContext fhir) {
    this.resources = resources;
    this.plain = plain;
    this.fhir = fhir;
  }

  @Override
  public Kind kind() {
    return Kind.REQUEST_INTERCEPTOR;
  }

  /** Comes last, so that whoever wants to refuse the request was heard. */
  @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = Integer.MAX_VALUE)
  public boolean answer(ServletRequestDetails request, HttpServletResponse response)
      throws IOException {
    StoredResource found = find(request);
    if (found == null) {
      return true;
    }
    if (found.eTag().equals(request.getHeader(Constants.HEADER_IF_NONE_MATCH))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      request.getServer().addHeadersToResponse(response);
      response.setHeader(Constants.HEADER_ETAG, found.eTag());
      return false;
    }
    response.setHeader(Constants.HEADER_ETAG, found.eTag());
    response.setHeader(
        Constants.HEADER_CONTENT_LOCATION,
        request.getFhirServerBase()
            + "/"
            + found.type()
            + "/"
            + found.id()
            + "/_history/"
            + found.version());
    response.setHeader(
        Constants.HEADER_LAST_MODIFIED, DateUtils.formatDate(Date.from(found.updated())));
    JsonAnswer.write(found.json(), request, response);
    return false;
  }

  private @Nullable StoredResource find(ServletRequestDetails request) {
    IIdType id = request.getId();
    if (request.getRestOperationType() != RestOperationTypeEnum.READ
        || id == null
        || !request.getParameters().isEmpty()
        || request.getHeader(Constants.HEADER_IF_MODIFIED_SINCE) != null
        || !plain.isPlain(request)
        || !plain.mayRead(request, id)) {
      return null;
    }
    return resources
        .find(request.getResourceName(), id.getIdPart())
        .filter(found -> found.showsAsStored(request.getFhirServerBase()))
        .filter(found -> plain.mayShow(request, StandIn.of(found, fhir)))
        .orElse(null);
  }
}

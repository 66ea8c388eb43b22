package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.rapportfhir.server.fhir.ContentBlind;
import org.rapportfhir.server.fhir.FhirExtension;

/** Writes a search's bundle, with the stored text where a stand-in is. */
@Interceptor
public final class StoredBundles implements FhirExtension, ContentBlind {

  private final FhirContext fhir;

  StoredBundles(FhirContext fhir) {
    this.fhir = fhir;
  }

  @Override
  public Kind kind() {
    return Kind.REQUEST_INTERCEPTOR;
  }

  /** Comes last: authorization has seen the bundle. */
  @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = Integer.MAX_VALUE)
  public boolean write(
      ServletRequestDetails request, IBaseResource answer, HttpServletResponse response)
      throws IOException {
    if (!(answer instanceof Bundle bundle) || !hasStandIns(bundle)) {
      return true;
    }
    response.setHeader(
        Constants.HEADER_LAST_MODIFIED, DateUtils.formatDate(bundle.getMeta().getLastUpdated()));
    JsonAnswer.write(json(bundle), request, response);
    return false;
  }

  private static boolean hasStandIns(Bundle bundle) {
    return bundle.getEntry().stream()
        .anyMatch(
            entry -> entry.hasResource() && StandIn.storedOf(entry.getResource()).isPresent());
  }

  private String json(Bundle bundle) {
    IParser parser = fhir.newJsonParser();
    List<BundleEntryComponent> entries = bundle.getEntry();
    bundle.setEntry(null);
    String frame = parser.encodeResourceToString(bundle);
    StringBuilder json = new StringBuilder(frame.length() + entries.size() * 2_000);
    json.append(frame, 0, frame.length() - 1).append(",\"entry\":[");
    String separator = "";
    for (BundleEntryComponent entry : entries) {
      json.append(separator);
      append(entry, json, parser);
      separator = ",";
    }
    return json.append("]}").toString();
  }

  private static void append(BundleEntryComponent entry, StringBuilder json, IParser parser) {
    Resource resource = entry.getResource();
    json.append("{\"fullUrl\":\"").append(entry.getFullUrl()).append("\",\"resource\":");
    json.append(
        StandIn.storedOf(resource)
            .map(StoredResource::json)
            .orElseGet(() -> parser.encodeResourceToString(resource)));
    if (entry.getSearch().hasMode()) {
      json.append(",\"search\":{\"mode\":\"").append(entry.getSearch().getMode().toCode());
      json.append("\"}");
    }
    json.append('}');
  }
}

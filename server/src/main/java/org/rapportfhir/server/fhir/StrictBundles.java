package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;

/**
 * Holds transactions and batches to what single requests are held to: HAPI limits the size of
 * transactions only, and its entries never meet {@link StrictParameters}.
 */
@Interceptor
public final class StrictBundles {
  private final int maxEntries;

  StrictBundles(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    if (request.getRestOperationType() != RestOperationTypeEnum.TRANSACTION
        || !(request.getResource() instanceof Bundle bundle)) {
      return;
    }
    if (bundle.getEntry().size() > maxEntries) {
      throw FhirError.BUNDLE_TOO_LARGE.at(
          "Bundle.entry",
          "A bundle has at most "
              + maxEntries
              + " entries, this one "
              + bundle.getEntry().size()
              + ".");
    }
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      BundleEntryComponent entry = bundle.getEntry().get(i);
      if (entry.getRequest().getMethod() == HTTPVerb.GET && entry.getRequest().hasUrl()) {
        checkSearch(entry.getRequest().getUrl());
        if (bundle.getType() == BundleType.TRANSACTION) {
          checkType(entry.getRequest().getUrl(), i, request);
        }
      }
    }
  }

  private static void checkSearch(String url) {
    int query = url.indexOf('?');
    if (query >= 0) {
      StrictParameters.check(UrlUtil.parseQueryString(url.substring(query + 1)));
    }
  }

  /**
   * HAPI reads after it has committed the writes, so what can't be read is found too late there.
   */
  private static void checkType(String url, int entry, RequestDetails request) {
    String base = request.getFhirServerBase();
    String path = base != null && url.startsWith(base) ? url.substring(base.length()) : url;
    String type = path.replaceFirst("^/", "").split("[/?]", 2)[0];
    if (type.matches("[A-Za-z]+")
        && !type.equals("metadata")
        && !request.getFhirContext().getResourceTypes().contains(type)) {
      throw FhirError.NOT_FOUND.at(
          "Bundle.entry[" + entry + "].request.url", "Unknown resource type \"" + type + "\".");
    }
  }
}

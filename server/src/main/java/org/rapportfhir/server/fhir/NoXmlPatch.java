package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;

/**
 * Refuses XML Patch. HAPI leaves it to a library whose parser resolves external entities: a patch
 * could read the server's files and reach addresses inside, and {@link TextCheck} doesn't see those
 * that come in a bundle. JSON Patch and FHIRPath Patch say all that it could.
 */
@Interceptor
public final class NoXmlPatch {

  /** By the header alone, before the body is read. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void refuse(RequestDetails request) {
    if (isXmlPatch(request.getHeader(Constants.HEADER_CONTENT_TYPE))) {
      throw FhirError.XML_PATCH.refusal();
    }
  }

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void refuseInBundle(RequestDetails request) {
    if (!(request.getResource() instanceof Bundle bundle)) {
      return;
    }
    List<BundleEntryComponent> entries = bundle.getEntry();
    for (int i = 0; i < entries.size(); i++) {
      BundleEntryComponent entry = entries.get(i);
      if (entry.getRequest().getMethod() == HTTPVerb.PATCH
          && entry.getResource() instanceof Binary patch
          && isXmlPatch(patch.getContentType())) {
        throw FhirError.XML_PATCH.at("Bundle.entry[" + i + "].resource");
      }
    }
  }

  private static boolean isXmlPatch(@Nullable String contentType) {
    return Constants.CT_XML_PATCH.equals(MediaTypes.withoutParameters(contentType));
  }
}

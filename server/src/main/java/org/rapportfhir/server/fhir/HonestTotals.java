package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/** On a page beyond the last result HAPI gives the offset out as the total; no total is better. */
@Interceptor
public final class HonestTotals implements ContentBlind {

  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void drop(RequestDetails request, IBaseResource answer) {
    if (answer instanceof Bundle bundle
        && bundle.getType() == BundleType.SEARCHSET
        && !bundle.hasEntry()
        && isBeyondTheFirstPage(request)) {
      bundle.setTotalElement(null);
    }
  }

  private static boolean isBeyondTheFirstPage(RequestDetails request) {
    String[] offset = request.getParameters().get("_offset");
    return offset != null && !offset[0].isEmpty() && !offset[0].matches("0+");
  }
}

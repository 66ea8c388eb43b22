package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;

/**
 * Refuses control parameters that nobody knows. HAPI checks search parameters itself but passes
 * over every name that begins with an underscore, so that a misspelt {@code _lastUpdate} would
 * silently return everything.
 */
@Interceptor
public final class StrictParameters {
  private static final Set<String> KNOWN =
      Set.of(
          "_id",
          "_lastUpdated",
          "_tag",
          "_profile",
          "_security",
          "_source",
          "_text",
          "_content",
          "_list",
          "_has",
          "_type",
          "_sort",
          "_count",
          "_offset",
          "_include",
          "_revinclude",
          "_summary",
          "_total",
          "_elements",
          "_contained",
          "_containedType",
          "_format",
          "_pretty",
          "_at",
          "_since",
          "_getpages",
          "_getpagesoffset",
          "_pageId",
          "_bundletype",
          "_cursor",
          "_typeFilter",
          "_outputFormat",
          "_language",
          "_mdm",
          "_filter");

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void refuseUnknown(RequestDetails request) {
    for (String name : request.getParameters().keySet()) {
      if (name.startsWith("_") && !KNOWN.contains(baseName(name))) {
        throw FhirError.UNKNOWN_PARAMETER.at("parameter", "Unknown parameter \"" + name + "\".");
      }
    }
  }

  private static String baseName(String name) {
    int modifier = name.indexOf(':');
    return modifier < 0 ? name : name.substring(0, modifier);
  }
}

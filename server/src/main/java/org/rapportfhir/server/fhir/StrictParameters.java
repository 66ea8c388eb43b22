package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses parameters that nobody knows or understands. HAPI checks search parameters itself but
 * passes over every name that begins with an underscore and over modifiers, so that a misspelt
 * {@code _lastUpdate} or {@code family:exakt} would silently return something else.
 */
@Interceptor
public final class StrictParameters {
  private static final int MAX_VALUES = 1_000;

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

  private static final Set<String> MODIFIERS =
      Set.of(
          "missing",
          "exact",
          "contains",
          "text",
          "not",
          "above",
          "below",
          "in",
          "not-in",
          "of-type",
          "identifier",
          "iterate",
          "recurse",
          "exclude",
          "nickname",
          "mdm");

  private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]+");
  private static final Pattern NUMBER = Pattern.compile("\\d{0,9}");

  /** What HAPI would pass over, or fail on, where a client wrote it wrongly. */
  private static final Map<String, Pattern> CONTROLS =
      Map.of(
          "_count", NUMBER,
          "_offset", NUMBER,
          "_getpagesoffset", NUMBER,
          "_total", Pattern.compile("|none|estimate|accurate"),
          "_summary", Pattern.compile("|true|text|data|count|false"));

  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void check(RequestDetails request) {
    check(request.getParameters());
  }

  static void check(Map<String, String[]> parameters) {
    parameters.forEach(
        (name, values) -> {
          checkName(name);
          checkModifiers(name);
          for (String value : values) {
            checkValue(name, value);
          }
        });
  }

  private static void checkName(String name) {
    if (name.startsWith("_") && !KNOWN.contains(baseName(name))) {
      throw FhirError.UNKNOWN_PARAMETER.at("http." + name, "Unknown parameter \"" + name + "\".");
    }
  }

  /** Of each link of a chain; {@code _has} has colons of its own. */
  private static void checkModifiers(String name) {
    if (name.startsWith("_has:")) {
      return;
    }
    for (String link : name.split("\\.", -1)) {
      int colon = link.indexOf(':');
      String modifier = link.substring(colon + 1);
      if (colon >= 0
          && !MODIFIERS.contains(modifier)
          && !RESOURCE_TYPE.matcher(modifier).matches()) {
        throw FhirError.UNKNOWN_MODIFIER.at(
            "http." + name, "Unknown modifier \":" + modifier + "\".");
      }
    }
  }

  private static void checkValue(String name, String value) {
    Pattern control = CONTROLS.get(name);
    boolean understood = control == null || control.matcher(value).matches();
    if (!understood || value.chars().anyMatch(Character::isISOControl)) {
      throw FhirError.BAD_PARAMETER_VALUE.at(
          "http." + name, "The parameter \"" + name + "\" has a value that it can't have.");
    }
    if (value.chars().filter(c -> c == ',').count() >= MAX_VALUES) {
      throw FhirError.TOO_MANY_VALUES.at("http." + name);
    }
  }

  private static String baseName(String name) {
    int modifier = name.indexOf(':');
    return modifier < 0 ? name : name.substring(0, modifier);
  }
}

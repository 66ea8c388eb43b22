package org.rapportfhir.server.fhir.stored;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.InstantType;

/**
 * A resource's current version as the database has it.
 *
 * @param text JSON as HAPI's encoder wrote it: without id, version and time, which are columns
 */
record StoredResource(String type, String id, long version, Instant updated, String text) {

  private static final String META = "\"meta\":{";
  private static final String EMPTY_META = "\"meta\":{}";

  /**
   * Whether HAPI would show the text as it is. It shortens references to this server's own base,
   * and writes a meta's own id or extensions before the version.
   */
  boolean showsAsStored(String fhirBase) {
    return text.startsWith(head())
        && !text.startsWith(META + "\"id\"", head().length())
        && !text.startsWith(META + "\"extension\"", head().length())
        && !text.contains("\"" + fhirBase + "/");
  }

  /** The resource as a client gets it. */
  String json() {
    StringBuilder json = new StringBuilder(text.length() + 160);
    json.append("{\"resourceType\":\"").append(type);
    json.append("\",\"id\":\"").append(id);
    json.append("\",").append(META).append("\"versionId\":\"").append(version);
    json.append("\",\"lastUpdated\":\"")
        .append(new InstantType(Date.from(updated)).getValueAsString());
    json.append('"');
    int rest = head().length();
    if (text.startsWith(EMPTY_META, rest)) {
      rest += EMPTY_META.length();
      json.append('}');
    } else if (text.startsWith(META, rest)) {
      rest += META.length();
      json.append(',');
    } else {
      rest -= 1; // the comma before the next member, or nothing at all before the end
      json.append('}');
    }
    return json.append(text, rest, text.length()).toString();
  }

  String eTag() {
    return "W/\"" + version + "\"";
  }

  private String head() {
    return "{\"resourceType\":\"" + type + "\",";
  }
}

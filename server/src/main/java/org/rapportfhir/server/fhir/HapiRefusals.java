package org.rapportfhir.server.fhir;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HAPI's own refusals in our terms: a stable code, what to do, and nothing of its inside. */
final class HapiRefusals {
  private static final int LONGEST_DETAIL = 500;

  private static final Pattern UNKNOWN_PARAMETER =
      Pattern.compile("Unknown search parameter \"([^\"]+)\"");

  /** HAPI numbers its messages, and the numbers stay: an update, a patch, a delete by version. */
  private static final Pattern OTHER_VERSION = Pattern.compile("HAPI-(0989|0974|0961):");

  /** A patch, of whichever kind, that can't be read, doesn't fit or makes no resource. */
  private static final Pattern PATCH =
      Pattern.compile("HAPI-(12(6[789]|7[12])|27(04|1[0125]|19|26|61)):");

  /** This one goes on with the parser's words, which quote what is stored. */
  private static final String PATCH_MAKES_NO_RESOURCE = "HAPI-1271:";

  /** Numbers, names of classes and settings: of use to whoever wrote the server. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "HAPI-\\d+: "
              + "|\\b([a-z]\\w*\\.)*[A-Z]\\w*(Exception|Error)( at)?:? "
              + "|, from `[^`]*`"
              + "|\\{unknown-source}");

  private HapiRefusals() {}

  /**
   * Null when there is nothing better to say than HAPI does.
   *
   * @param ofDatabase whether the database's words are in the message; they are no client's concern
   */
  static @Nullable Failure of(BaseServerResponseException refusal, boolean ofDatabase) {
    String message = refusal.getMessage() == null ? "" : refusal.getMessage();
    Matcher unknown = UNKNOWN_PARAMETER.matcher(message);
    if (unknown.find() && refusal.getStatusCode() == 400) {
      String name = unknown.group(1);
      return new Failure(
          FhirError.UNKNOWN_PARAMETER, "http." + name, "Unknown parameter \"" + name + "\".");
    }
    if (refusal.getStatusCode() == 400 && PATCH.matcher(message).find()) {
      return new Failure(
          FhirError.PATCH_FAILED,
          null,
          message.startsWith(PATCH_MAKES_NO_RESOURCE)
              ? "What the patch makes is no valid resource."
              : readable(message));
    }
    FhirError error = error(refusal.getStatusCode(), message);
    return error == null ? null : new Failure(error, null, ofDatabase ? null : readable(message));
  }

  private static @Nullable FhirError error(int status, String message) {
    return switch (status) {
      case 400 ->
          message.contains("Failed to parse request body") || message.contains("Content-Type")
              ? FhirError.BAD_BODY
              : FhirError.BAD_REQUEST;
      case 404 -> FhirError.NOT_FOUND;
      case 405 -> FhirError.NOT_ALLOWED;
      case 409 ->
          OTHER_VERSION.matcher(message).find() ? FhirError.VERSION_MISMATCH : FhirError.CONFLICT;
      case 410 -> FhirError.GONE;
      case 412 -> FhirError.PRECONDITION_FAILED;
      case 413 -> FhirError.BUNDLE_TOO_LARGE;
      case 422 -> FhirError.UNPROCESSABLE;
      default -> null;
    };
  }

  /** HAPI's message as a sentence for somebody who knows FHIR and not HAPI. */
  static @Nullable String readable(@Nullable String message) {
    if (message == null) {
      return null;
    }
    String plain = INSIDE.matcher(message).replaceAll("").replaceAll("\\s+", " ").strip();
    String cut = plain.length() > LONGEST_DETAIL ? plain.substring(0, LONGEST_DETAIL) + "…" : plain;
    return cut.isEmpty() || cut.endsWith(".") || cut.endsWith("…") ? cut : cut + ".";
  }
}

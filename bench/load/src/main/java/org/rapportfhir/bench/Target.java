package org.rapportfhir.bench;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One FHIR base under load.
 *
 * @param name what reports call it
 * @param base the FHIR base, without a slash at its end
 */
record Target(String name, URI base) {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]+)=(https?://.+)");

  /**
   * Reads {@code NAME=URL}, or a bare URL, which is then named by its host and port.
   *
   * @throws UsageException if it is neither
   */
  static Target parse(String text) {
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      return new Target(named.group(1), base(named.group(2)));
    }
    URI url = base(text);
    return new Target(url.getAuthority(), url);
  }

  private static URI base(String text) {
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      if (url.getAuthority() != null && String.valueOf(url.getScheme()).matches("https?")) {
        return url;
      }
    } catch (java.net.URISyntaxException e) {
      // Said below, in the same words as for any other text that is no URL.
    }
    throw new UsageException("--target takes NAME=URL or URL, not: " + text);
  }
}

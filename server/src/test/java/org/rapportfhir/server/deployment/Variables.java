package org.rapportfhir.server.deployment;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compose's <code>${NAME}</code>, <code>${NAME:-default}</code> and <code>${NAME:?why}</code>. */
final class Variables {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?:(:-|:\\?)([^}]*))?}");

  private Variables() {}

  static Set<String> named(String text) {
    return names(text, "");
  }

  /** Those without which Compose refuses to start. */
  static Set<String> required(String text) {
    return names(text, ":?");
  }

  private static Set<String> names(String text, String kind) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (kind.isEmpty() || kind.equals(matcher.group(2))) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** The text as Compose sees it with these variables set. */
  static String fillIn(String text, Map<String, String> values) {
    return VARIABLE.matcher(text).replaceAll(v -> Matcher.quoteReplacement(value(v, values)));
  }

  private static String value(java.util.regex.MatchResult variable, Map<String, String> values) {
    String value = values.getOrDefault(variable.group(1), "");
    if (!value.isEmpty()) {
      return value;
    }
    if (":?".equals(variable.group(2))) {
      throw new IllegalArgumentException(variable.group(1) + " must be set");
    }
    return variable.group(3) == null ? "" : variable.group(3);
  }
}

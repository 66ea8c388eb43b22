package org.rapportfhir.server.smart;

import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells searches that ask about other resources than those they return: chains, {@code _has},
 * filters. Their answer gives away what the other resources say, though none is returned.
 */
final class ReachingSearch {

  private static final Set<String> EXPRESSIONS = Set.of("_filter", "_query", "_list");

  private ReachingSearch() {}

  static boolean reaches(Map<String, String[]> parameters) {
    return parameters.entrySet().stream()
        .anyMatch(parameter -> reachesByName(parameter.getKey()) || sortsByChain(parameter));
  }

  /** The same for a conditional URL or a bundle entry's, with or without a path. */
  static boolean reaches(@Nullable String url) {
    return url != null && url.indexOf('?') >= 0 && reaches(query(url));
  }

  static Map<String, String[]> query(String url) {
    int start = url.indexOf('?');
    return start < 0 ? Map.of() : UrlUtil.parseQueryString(url.substring(start + 1));
  }

  private static boolean reachesByName(String name) {
    return name.startsWith("_has") || name.indexOf('.') >= 0 || EXPRESSIONS.contains(bare(name));
  }

  private static boolean sortsByChain(Map.Entry<String, String[]> parameter) {
    return bare(parameter.getKey()).equals("_sort")
        && Arrays.stream(parameter.getValue()).anyMatch(value -> value.indexOf('.') >= 0);
  }

  private static String bare(String name) {
    int modifier = name.indexOf(':');
    return modifier < 0 ? name : name.substring(0, modifier);
  }
}

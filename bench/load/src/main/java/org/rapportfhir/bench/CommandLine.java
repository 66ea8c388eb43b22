package org.rapportfhir.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits {@code --name value} and {@code --name=value}; options may repeat, flags have no value.
 */
final class CommandLine {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * @throws UsageException on an option in neither set, a value missing, or a word of its own
   */
  CommandLine(List<String> args, Set<String> options, Set<String> flags) {
    for (var rest = args.iterator(); rest.hasNext(); ) {
      String arg = rest.next();
      int equals = arg.indexOf('=');
      String name = equals > 0 ? arg.substring(0, equals) : arg;
      if (flags.contains(arg)) {
        add(arg, "true");
      } else if (!options.contains(name)) {
        throw new UsageException("Unknown option " + name + "; --help lists them.");
      } else if (equals > 0) {
        add(name, arg.substring(equals + 1));
      } else if (rest.hasNext()) {
        add(name, rest.next());
      } else {
        throw new UsageException(name + " needs a value.");
      }
    }
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The last one given wins. */
  String last(String name, String otherwise) {
    List<String> given = all(name);
    return given.isEmpty() ? otherwise : given.get(given.size() - 1);
  }

  /**
   * @throws UsageException if the value is no whole number, or below the least
   */
  int number(String name, int otherwise, int least) {
    String text = last(name, String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(name + " takes a whole number from " + least + ", not: " + text);
  }

  /**
   * Reads {@code NAME=VALUE} pairs.
   *
   * @throws UsageException if one has no equals sign
   */
  Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : all(name)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new UsageException(name + " takes NAME=VALUE, with the name of a target.");
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }
}

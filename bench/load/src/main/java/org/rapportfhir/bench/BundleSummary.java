package org.rapportfhir.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What checks need to know of a Bundle, read in one pass without building it: the load tool shares
 * the machine with the servers.
 *
 * @param type {@code Bundle.type}, empty if the body is no Bundle
 * @param entries number of entries
 * @param matches entries with {@code search.mode} match
 * @param includes entries with {@code search.mode} include
 * @param responses {@code response.status} and {@code response.location} of the entries that have
 *     them
 */
record BundleSummary(
    String type, int entries, int matches, int includes, List<Response> responses) {
  private static final JsonFactory JSON = new JsonFactory();

  /** One entry's {@code response}. */
  record Response(String status, String location) {
    /** The id in {@code Type/id/_history/1}, with or without a base before it. */
    String id() {
      String[] parts = location.split("/_history/", 2)[0].split("/", -1);
      return parts[parts.length - 1];
    }
  }

  static BundleSummary of(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      return new Reader(parser).bundle();
    }
  }

  /** Walks the members it wants and skips the resources. */
  private static final class Reader {
    private final JsonParser parser;
    private String resourceType = "";
    private String type = "";
    private int entries;
    private int matches;
    private int includes;
    private final List<Response> responses = new ArrayList<>();

    Reader(JsonParser parser) {
      this.parser = parser;
    }

    BundleSummary bundle() throws IOException {
      parser.nextToken();
      eachMember(this::rootMember);
      String bundleType = resourceType.equals("Bundle") ? type : "";
      return new BundleSummary(bundleType, entries, matches, includes, List.copyOf(responses));
    }

    private void rootMember(String name) throws IOException {
      switch (name) {
        case "resourceType" -> resourceType = parser.getText();
        case "type" -> type = parser.getText();
        case "entry" -> {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            entries++;
            eachMember(this::entryMember);
          }
        }
        default -> parser.skipChildren();
      }
    }

    private void entryMember(String name) throws IOException {
      switch (name) {
        case "search" -> countMode(strings().getOrDefault("mode", ""));
        case "response" -> {
          Map<String, String> response = strings();
          responses.add(
              new Response(
                  response.getOrDefault("status", ""), response.getOrDefault("location", "")));
        }
        default -> parser.skipChildren();
      }
    }

    private void countMode(String mode) {
      if (mode.equals("match")) {
        matches++;
      } else if (mode.equals("include")) {
        includes++;
      }
    }

    private Map<String, String> strings() throws IOException {
      Map<String, String> strings = new java.util.HashMap<>();
      eachMember(
          name -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
              strings.put(name, parser.getText());
            } else {
              parser.skipChildren();
            }
          });
      return strings;
    }

    private void eachMember(Member member) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        member.at(name);
      }
    }

    private interface Member {
      void at(String name) throws IOException;
    }
  }
}

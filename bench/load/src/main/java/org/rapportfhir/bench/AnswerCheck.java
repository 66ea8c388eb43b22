package org.rapportfhir.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Says what is wrong with a successful answer, or nothing. A fast wrong answer is no answer. */
interface AnswerCheck {
  JsonFactory JSON = new JsonFactory();

  /**
   * @throws IOException if the body is not JSON
   */
  Optional<String> problem(FhirAnswer answer) throws IOException;

  /** A resource of that type, with any id. */
  static AnswerCheck resource(String type) {
    return answer -> {
      ResourceHead head = ResourceHead.of(answer.body());
      return unless(
          head.type().equals(type) && !head.id().isEmpty(), "expected a " + type + ", got " + head);
    };
  }

  /** The very resource asked for. */
  static AnswerCheck resource(String type, String id) {
    ResourceHead wanted = new ResourceHead(type, id);
    return answer -> {
      ResourceHead head = ResourceHead.of(answer.body());
      return unless(head.equals(wanted), "expected " + wanted + ", got " + head);
    };
  }

  /** A search result with so many matches and included resources at the least. */
  static AnswerCheck search(int matches, int includes) {
    return answer -> {
      BundleSummary found = BundleSummary.of(answer.body());
      return unless(
          found.type().equals("searchset")
              && found.matches() >= matches
              && found.includes() >= includes,
          "expected at least %d matches and %d included, got %s"
              .formatted(matches, includes, found));
    };
  }

  /** A history with one version at the least. */
  static AnswerCheck history() {
    return answer -> {
      BundleSummary found = BundleSummary.of(answer.body());
      return unless(
          found.type().equals("history") && found.entries() > 0,
          "expected a history, got " + found);
    };
  }

  /** A transaction's answer in which each of so many entries was made. */
  static AnswerCheck transaction(int entries) {
    return answer -> {
      BundleSummary done = BundleSummary.of(answer.body());
      long made = done.responses().stream().filter(r -> r.status().startsWith("201")).count();
      return unless(
          done.type().equals("transaction-response") && made == entries,
          "expected " + entries + " created, got " + done);
    };
  }

  private static Optional<String> unless(boolean right, String problem) {
    return right ? Optional.empty() : Optional.of(problem);
  }

  /** Type and id of a resource, read only as far as needed. */
  record ResourceHead(String type, String id) {
    static ResourceHead of(byte[] body) throws IOException {
      String type = "";
      String id = "";
      try (JsonParser parser = JSON.createParser(body)) {
        parser.nextToken();
        while ((type.isEmpty() || id.isEmpty()) && parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.equals("resourceType")) {
            type = parser.getText();
          } else if (name.equals("id")) {
            id = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
      }
      return new ResourceHead(type, id);
    }

    @Override
    public String toString() {
      return type + '/' + id;
    }
  }
}

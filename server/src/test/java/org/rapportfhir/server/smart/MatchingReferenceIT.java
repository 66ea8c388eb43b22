package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.smart.TwoRecords.JSON;
import static org.rapportfhir.server.smart.TwoRecords.JSON_PATCH;
import static org.rapportfhir.server.smart.TwoRecords.binary;
import static org.rapportfhir.server.smart.TwoRecords.bundle;
import static org.rapportfhir.server.smart.TwoRecords.entry;
import static org.rapportfhir.server.smart.TwoRecords.observation;
import static org.rapportfhir.server.smart.TwoRecords.patient;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reference may hold a search ({@code Patient?identifier=…}, R4's conditional reference), and so
 * may a request ({@code If-None-Exist}, {@code PUT Patient?…}). Both need the scope to search.
 */
class MatchingReferenceIT {
  private final TwoRecords records = new TwoRecords();

  /**
   * Where a client can put a reference. Each changes the first patient's Observation or adds one.
   */
  enum Place {
    CREATED {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        return records.send(token, "POST", "Observation", anew(reference));
      }
    },
    UPDATED {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        return records.send(
            token, "PUT", "Observation/" + records.mine, observation(records.mine, reference));
      }
    },
    IN_WHAT_IS_CONTAINED {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        String body =
            anew("Patient/" + records.mine)
                .replace(
                    "\"status\"",
                    """
                    "hasMember":[{"reference":"#in"}],"contained":[{"resourceType":"Observation",
                     "id":"in","status":"final","code":{"text":"x"},"subject":{"reference":"%s"}}],
                    "status\""""
                        .formatted(reference));
        return records.send(token, "POST", "Observation", body);
      }
    },
    JSON_PATCHED {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        return records.send(
            token,
            "PATCH",
            "Observation/" + records.mine,
            jsonPatch(reference),
            "Content-Type",
            JSON_PATCH);
      }
    },
    FHIR_PATCHED {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        return records.send(
            token,
            "PATCH",
            "Observation/" + records.mine,
            fhirPatch(reference),
            "Content-Type",
            JSON);
      }
    },
    CREATED_IN_A_TRANSACTION {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        return transaction(records, token, entry("POST", "Observation", anew(reference)));
      }
    },
    UPDATED_IN_A_TRANSACTION {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        String body = observation(records.mine, reference);
        return transaction(records, token, entry("PUT", "Observation/" + records.mine, body));
      }
    },
    JSON_PATCHED_IN_A_TRANSACTION {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        String body = binary(jsonPatch(reference));
        return transaction(records, token, entry("PATCH", "Observation/" + records.mine, body));
      }
    },
    FHIR_PATCHED_IN_A_TRANSACTION {
      @Override
      HttpResponse<String> write(TwoRecords records, String token, String reference) {
        String body = fhirPatch(reference);
        return transaction(records, token, entry("PATCH", "Observation/" + records.mine, body));
      }
    };

    abstract HttpResponse<String> write(TwoRecords records, String token, String reference);

    private static HttpResponse<String> transaction(
        TwoRecords records, String token, String entry) {
      return records.send(token, "POST", "", bundle("transaction", entry));
    }

    private static String anew(String subject) {
      return observation("x", subject).replace("\"id\":\"x\",", "");
    }

    private static String jsonPatch(String reference) {
      return "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"%s\"}]"
          .formatted(reference);
    }

    private static String fhirPatch(String reference) {
      return """
      {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
        {"name":"type","valueCode":"replace"},
        {"name":"path","valueString":"Observation.subject"},
        {"name":"value","valueReference":{"reference":"%s"}}]}]}"""
          .formatted(reference);
    }
  }

  @ParameterizedTest
  @EnumSource
  void needsTheScopeToSearchWhatItNames(Place place) {
    String token = records.token("system/Observation.cru system/Patient.r");

    HttpResponse<String> match = place.write(records, token, "Patient?identifier=" + records.other);
    HttpResponse<String> none = place.write(records, token, "Patient?identifier=" + records.nobody);

    assertThat(match.statusCode()).as(match.body()).isEqualTo(403);
    assertThat(none.statusCode()).as(none.body()).isEqualTo(403);
    assertThat(match.body()).isEqualTo(none.body());
    assertThat(records.diagnostics(match)).contains("system/Patient.s");
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedToAPatientToo(Place place) {
    String token = records.token("patient/*.cruds");
    for (String who : new String[] {records.mine, records.other, records.nobody}) {
      HttpResponse<String> refused = place.write(records, token, "Patient?identifier=" + who);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
      assertThat(refused.body()).doesNotContain(who);
    }
    assertThat(records.stored("Observation/" + records.mine).at("/subject/reference").asText())
        .isEqualTo("Patient/" + records.mine);
  }

  @ParameterizedTest
  @EnumSource
  void leadsWhereItMatchesForWhoMaySearch(Place place) {
    leads(place, "Patient?identifier=" + records.other);
  }

  /** Which HAPI looks up in another way than one with a single token. */
  @ParameterizedTest
  @EnumSource
  void mayAskForMoreThanOneThing(Place place) {
    leads(place, "Patient?identifier=" + records.other + "&_id=" + records.other);
  }

  private void leads(Place place, String reference) {
    String token = records.token("system/Observation.crus system/Patient.s");

    HttpResponse<String> answer = place.write(records, token, reference);

    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    String others = "Observation?patient=" + records.other + "&_summary=count";
    assertThat(records.json(records.get(token, others)).at("/total").asInt())
        .isEqualTo(place == Place.IN_WHAT_IS_CONTAINED ? 1 : 2);
  }

  @ParameterizedTest
  @EnumSource
  void thatSearchesThroughOthersNeedsTheScopeForAll(Place place) {
    String token = records.token("system/Observation.cru system/Patient.rs");

    HttpResponse<String> refused =
        place.write(records, token, "Patient?organization.identifier=" + records.other);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(records.diagnostics(refused)).contains("system/*.s");
  }

  @ParameterizedTest
  @CsvSource({
    "/Patient?identifier={other}",
    "Patient/?identifier={other}",
    "http://elsewhere.example/fhir/Patient?identifier={other}"
  })
  void isFoundHoweverItIsWritten(String reference) {
    String token = records.token("system/Observation.cru system/Patient.r");
    for (Place place : List.of(Place.CREATED, Place.CREATED_IN_A_TRANSACTION)) {
      HttpResponse<String> refused =
          place.write(records, token, reference.replace("{other}", records.other));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    }
  }

  /** A condition of the request itself is a search as well, by itself and in bundles. */
  @ParameterizedTest
  @CsvSource({
    "POST, Patient, system/Patient.cr, system/Patient.s",
    "POST, Patient, system/Patient.cs, system/Patient.r",
    "PUT, Patient?identifier={who}, system/Patient.cru, system/Patient.s",
    "PUT, Patient?organization.identifier={who}, system/Patient.crus, system/*.s",
    "DELETE, Patient?identifier={who}, system/Patient.d, system/Patient.s",
    "DELETE, Patient?_has:Observation:patient:identifier={who}, system/Patient.ds, system/*.s",
    "PUT, Patient?identifier={who}, patient/*.cruds, user/Patient.s",
    "DELETE, Patient?identifier={who}, patient/*.cruds, user/Patient.s"
  })
  void asAConditionNeedsTheScopeToo(String method, String url, String scope, String missing) {
    String token = records.token(scope);
    for (String who : new String[] {records.other, records.nobody}) {
      String path = url.replace("{who}", who);
      String body = method.equals("DELETE") ? "" : patient("x", "").replace("\"id\":\"x\",", "");
      String condition = "Patient?identifier=" + who;

      HttpResponse<String> alone =
          method.equals("POST")
              ? records.send(token, method, path, body, "If-None-Exist", condition)
              : records.send(token, method, path, body);
      assertThat(alone.statusCode()).as(alone.body()).isEqualTo(403);
      assertThat(records.diagnostics(alone)).contains(missing);

      String entry =
          body.isEmpty()
              ? entry(method, path)
              : entry(method, path, body)
                  .replace(
                      "\"method\":\"POST\"",
                      "\"method\":\"POST\",\"ifNoneExist\":\"identifier=" + who + "\"");
      for (String type : new String[] {"batch", "transaction"}) {
        HttpResponse<String> inBundle = records.send(token, "POST", "", bundle(type, entry));
        assertThat(inBundle.statusCode()).as(inBundle.body()).isEqualTo(403);
        assertThat(records.diagnostics(inBundle)).contains(missing);
      }
    }
    assertThat(records.stored("Patient/" + records.other).at("/meta/versionId").asText())
        .isEqualTo("1");
  }

  /** HAPI adds the type and the question mark where a header leaves them out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "organization.identifier=x",
        "?organization.identifier=x",
        "Patient?organization.identifier=x",
        "_has:Observation:patient:identifier=x"
      })
  void asAConditionOfACreateReachesNoFurtherHoweverItIsWritten(String condition) {
    String token = records.token("system/Patient.crs");
    String body = patient("x", "").replace("\"id\":\"x\",", "");
    String entry =
        entry("POST", "Patient", body)
            .replace("\"method\"", "\"ifNoneExist\":\"" + condition + "\",\"method\"");

    for (HttpResponse<String> answer :
        List.of(
            records.send(token, "POST", "Patient", body, "If-None-Exist", condition),
            records.send(token, "POST", "", bundle("batch", entry)),
            records.send(token, "POST", "", bundle("transaction", entry)))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      assertThat(records.diagnostics(answer)).contains("system/*.s");
    }
  }
}

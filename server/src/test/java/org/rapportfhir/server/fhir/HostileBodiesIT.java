package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.fhir.TestPatients.by;
import static org.rapportfhir.server.fhir.TestPatients.patient;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/**
 * Bodies and addresses made to hurt: each is answered with a 4xx and an outcome that tells what to
 * do and nothing of the inside, and the server goes on as before.
 */
class HostileBodiesIT {
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";
  private static final int DEEP = 100_000;
  private static final int MEGABYTE = 1024 * 1024;
  private static final Pattern INSIDE =
      Pattern.compile(
          "HAPI-\\d|Exception|(java|ca\\.uhn|org\\.(hibernate|postgresql|springframework|apache))\\."
              + "|insert into|select |HFJ_|StreamReadConstraints|\\tat |\\.java:");

  private final RunningServer server = RunningServer.get();
  private final RawFhir fhir = new RawFhir(server);

  @AfterEach
  void theServerStoresAndFindsAsBefore() {
    String mine = UUID.randomUUID().toString();
    assertThat(fhir.post("/Patient", patient(mine)).statusCode()).isEqualTo(201);
    assertThat(fhir.count("/Patient?" + by(mine))).isEqualTo(1);
  }

  static Stream<Arguments> unreadableJson() {
    return Stream.of(
        json("nothing", "", "fhir-bad-body"),
        json("truncated", "{\"resourceType\":\"Patient\",\"name\":[{\"fam", "fhir-bad-body"),
        json("a list", "[]", "fhir-bad-body"),
        json("null", "null", "fhir-bad-body"),
        json("an empty object", "{}", "fhir-bad-body"),
        json("more after the end", "{\"resourceType\":\"Patient\"} more", "fhir-bad-body"),
        json("an unknown type", "{\"resourceType\":\"Nonsense\"}", "fhir-bad-body"),
        json("another type", "{\"resourceType\":\"Encounter\"}", "fhir-bad-body"),
        json(
            "type twice", "{\"resourceType\":\"Patient\",\"resourceType\":\"X\"}", "fhir-bad-body"),
        json("unknown element", of("\"colour\":\"blue\""), "fhir-bad-body"),
        json("text for a list", of("\"name\":\"x\""), "fhir-bad-body"),
        json("object for a list", of("\"name\":{\"family\":\"x\"}"), "fhir-bad-body"),
        json("text for a boolean", of("\"active\":\"maybe\""), "fhir-bad-body"),
        json("number for a date", of("\"birthDate\":19700101"), "fhir-bad-body"),
        json("no such day", of("\"birthDate\":\"1970-99-99\""), "fhir-bad-body"),
        json("huge number", of("\"multipleBirthInteger\":99999999999999"), "fhir-bad-body"),
        json("object for an id", of("\"id\":{\"a\":1}"), "fhir-bad-body"),
        json("empty text", of("\"name\":[{\"family\":\"\"}]"), "fhir-bad-body"),
        json("deep lists", "[".repeat(DEEP) + "]".repeat(DEEP), "fhir-body-too-deep"),
        json(
            "deep extensions",
            "{\"resourceType\":\"Patient\""
                + ",\"extension\":[{\"url\":\"http://u\"".repeat(DEEP)
                + "}]".repeat(DEEP)
                + "}",
            "fhir-body-too-deep"),
        json(
            "just too deep extensions",
            "{\"resourceType\":\"Patient\""
                + ",\"extension\":[{\"url\":\"http://u\"".repeat(120)
                + ",\"valueString\":\"x\""
                + "}]".repeat(120)
                + "}",
            "fhir-body-too-deep"),
        json("escaped NUL", of("\"name\":[{\"family\":\"a\\u0000b\"}]"), "fhir-bad-characters"),
        json("escaped control", of("\"name\":[{\"family\":\"a\\u0001b\"}]"), "fhir-bad-characters"),
        json("half a pair", of("\"name\":[{\"family\":\"a\\ud83db\"}]"), "fhir-bad-characters"),
        json("bare NUL", of("\"name\":[{\"family\":\"a\0b\"}]"), "fhir-bad-body"),
        Arguments.of(
            "UTF-16",
            "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_16),
            "fhir-bad-characters"),
        Arguments.of(
            "Latin-1",
            of("\"name\":[{\"family\":\"Müller\"}]").getBytes(StandardCharsets.ISO_8859_1),
            "fhir-bad-characters"),
        json("XML", "<Patient xmlns=\"http://hl7.org/fhir\"/>", "fhir-bad-body"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadableJson")
  void jsonThatIsNoResourceIsRefused(String what, byte[] body, String code) {
    assertRefused(post(JSON, BodyPublishers.ofByteArray(body)), 400, code);
  }

  static Stream<Arguments> unreadableXml() {
    String narrative = "<text><status value=\"generated\"/><div>&j;</div></text>";
    return Stream.of(
        xml("truncated", "<Patient xmlns=\"http://hl7.org/fhir\"><na"),
        xml("JSON", "{\"resourceType\":\"Patient\"}"),
        xml("a NUL", patientXml("<name><family value=\"a&#0;b\"/></name>")),
        xml("half a pair", patientXml("<name><family value=\"&#xD83D;\"/></name>")),
        xml("a billion laughs", laughs() + patientXml("<name><family value=\"&j;\"/></name>")),
        xml("a billion laughs in the narrative", laughs() + patientXml(narrative)),
        xml("a file", entity("file:///etc/passwd") + patientXml("<id value=\"&x;\"/>")),
        xml(
            "deep extensions",
            patientXml("<extension url=\"http://u\">".repeat(DEEP) + "</extension>".repeat(DEEP))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadableXml")
  void xmlThatIsNoResourceIsRefused(String what, String body) {
    HttpResponse<String> refused = post(XML, BodyPublishers.ofString(body));
    assertRefused(refused, 400, "fhir-bad-body");
    assertThat(refused.body()).doesNotContain("root:");
  }

  @Test
  void nothingIsFetchedForADocumentTypeOrAnEntity() throws Exception {
    var fetched = new AtomicInteger();
    HttpServer trap = trap(fetched);
    try {
      String url = "http://localhost:" + trap.getAddress().getPort() + "/x";
      String whole = patientXml("<name><family value=\"a\"/></name>");
      for (String body :
          new String[] {
            "<!DOCTYPE p SYSTEM \"" + url + "\">" + whole,
            entity(url) + patientXml("<name><family value=\"&x;\"/></name>"),
            "<!DOCTYPE p [<!ENTITY % x SYSTEM \"" + url + "\"> %x;]>" + whole
          }) {
        assertRefused(post(XML, BodyPublishers.ofString(body)), 400, "fhir-bad-body");
        assertRefused(post(XML + "; a=json", BodyPublishers.ofString(body)), 400, "fhir-bad-body");
      }
      String narrative = "<!DOCTYPE d SYSTEM '" + url + "'><div>x</div>";
      post(
          JSON,
          BodyPublishers.ofString(
              of("\"text\":{\"status\":\"generated\",\"div\":\"" + narrative + "\"}")));
      assertThat(fetched).hasValue(0);
    } finally {
      trap.stop(0);
    }
  }

  @Test
  void xmlPatchIsRefusedWhateverWayItComesAndNothingIsFetchedForIt() throws Exception {
    String patient =
        fhir.read(fhir.post("/Patient", patient(UUID.randomUUID().toString())), Patient.class)
            .getIdElement()
            .getIdPart();
    var fetched = new AtomicInteger();
    HttpServer trap = trap(fetched);
    try {
      String patch =
          entity("http://localhost:" + trap.getAddress().getPort() + "/x")
              + "<diff><replace sel=\"/*/*[local-name()='gender']/@value\">&x;</replace></diff>";
      for (String type :
          List.of(
              "application/xml-patch+xml",
              "application/xml-patch+xml; a=json",
              "Application/XML-Patch+xml ;charset=utf-8")) {
        assertRefused(
            fhir.send(
                "PATCH",
                "/Patient/" + patient,
                BodyPublishers.ofString(patch),
                "Content-Type",
                type),
            415,
            "fhir-xml-patch");
      }
      for (String bundle : List.of("transaction", "batch")) {
        assertRefused(fhir.post("", patchBundle(bundle, patient, patch)), 415, "fhir-xml-patch");
      }
      assertThat(fetched).hasValue(0);
    } finally {
      trap.stop(0);
    }
  }

  private static String patchBundle(String type, String patient, String patch) {
    String data = Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8));
    return """
        {"resourceType":"Bundle","type":"%s","entry":[{
          "request":{"method":"PATCH","url":"Patient/%s"},
          "resource":{"resourceType":"Binary","contentType":"application/xml-patch+xml; a=b",
            "data":"%s"}}]}"""
        .formatted(type, patient, data);
  }

  private static HttpServer trap(AtomicInteger fetched) throws IOException {
    HttpServer trap =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    trap.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    trap.start();
    return trap;
  }

  @ParameterizedTest
  @ValueSource(strings = {JSON, XML})
  void aBodyOf25MegabytesIsRefusedWhetherItsLengthIsToldOrNot(String type) {
    String filling = "x".repeat(25 * MEGABYTE);
    byte[] body =
        (type.equals(JSON)
                ? of("\"name\":[{\"family\":\"" + filling + "\"}]")
                : patientXml("<name><family value=\"" + filling + "\"/></name>"))
            .getBytes(StandardCharsets.UTF_8);
    assertRefused(post(type, BodyPublishers.ofByteArray(body)), 413, "fhir-body-too-large");
    assertRefused(
        post(type, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
        413,
        "fhir-body-too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "text/html", "image/png", "multipart/form-data", "no type at all"})
  void aContentTypeThatIsNotFhirsIsRefused(String type) {
    assertRefused(
        post(type, BodyPublishers.ofString("{\"resourceType\":\"Patient\"}")),
        400,
        "fhir-bad-body");
  }

  @Test
  void aKeyThatComesTwiceIsRefusedAtItsPlace() {
    HttpResponse<String> refused =
        fhir.post("/Patient", of("\"gender\":\"male\",\"gender\":\"female\""));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(fhir.issue(refused).getDiagnostics()).contains("gender");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "transaction"})
  void aBundleOfTenThousandEntriesIsRefused(String type) {
    String entry =
        "{\"resource\":{\"resourceType\":\"Patient\"},"
            + "\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}";
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s%s]}"
            .formatted(type, (entry + ",").repeat(9_999), entry);
    assertRefused(fhir.post("", bundle), 413, "fhir-bundle-too-large");
  }

  @Test
  void anAddressTooLongForItsIndexIsRefused() {
    String valueSet =
        "{\"resourceType\":\"ValueSet\",\"status\":\"draft\",\"url\":\"http://example.org/%s\"}";
    HttpResponse<String> refused = fhir.post("/ValueSet", valueSet.formatted("v".repeat(3_000)));
    assertRefused(refused, 422, "fhir-value-too-long");
  }

  @Test
  void idsThatAreNoneAreRefused() {
    for (String id : new String[] {"a".repeat(65), "a_b"}) {
      HttpResponse<String> refused = fhir.send("PUT", "/Patient/" + id, body(id));
      assertRefused(refused, 400, "fhir-bad-request");
    }
    assertRefused(fhir.send("PUT", "/Patient/abc", body("abd")), 400, "fhir-bad-request");
    assertRefused(fhir.get("/Patient/" + "a".repeat(5_000)), 404, "fhir-not-found");
  }

  @Test
  void addressesThatTomcatRefusesGetAnOutcomeAsWell() {
    for (String path : new String[] {"/Patient/a%00b", "/Patient?family=" + "a".repeat(9_000)}) {
      assertRefused(fhir.get(path), 400, "fhir-bad-request");
    }
  }

  @Test
  void aSearchForMoreValuesThanAnybodyNeedsIsRefused() {
    HttpResponse<String> refused =
        fhir.post(
            "/Patient/_search",
            "family=" + "ab,".repeat(400_000) + "ab",
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertRefused(refused, 400, "fhir-too-many-values");
    assertRefused(fhir.get("/Patient?family=" + "a".repeat(2_000)), 400, "fhir-bad-request");
  }

  private HttpResponse<String> post(String type, BodyPublisher body) {
    return fhir.send("POST", "/Patient", body, "Content-Type", type);
  }

  private void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    OperationOutcomeIssueComponent issue =
        fhir.read(answer, OperationOutcome.class).getIssueFirstRep();
    assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo(code);
    assertThat(issue.getDetails().getText()).isNotBlank();
    assertThat(issue.getDiagnostics()).hasSizeLessThan(1_000);
    assertThat(answer.body()).doesNotContainPattern(INSIDE);
  }

  private static Arguments json(String what, String body, String code) {
    return Arguments.of(what, body.getBytes(StandardCharsets.UTF_8), code);
  }

  private static Arguments xml(String what, String body) {
    return Arguments.of(what, body);
  }

  private static String of(String elements) {
    return "{\"resourceType\":\"Patient\"," + elements + "}";
  }

  private static BodyPublisher body(String id) {
    return BodyPublishers.ofString(of("\"id\":\"" + id + "\""));
  }

  private static String patientXml(String elements) {
    return "<Patient xmlns=\"http://hl7.org/fhir\">" + elements + "</Patient>";
  }

  private static String entity(String url) {
    return "<!DOCTYPE p [<!ENTITY x SYSTEM \"" + url + "\">]>";
  }

  private static String laughs() {
    var type = new StringBuilder("<!DOCTYPE p [<!ENTITY a \"ha\">");
    for (char c = 'b'; c <= 'j'; c++) {
      String tenTimes = ("&" + (char) (c - 1) + ";").repeat(10);
      type.append("<!ENTITY ").append(c).append(" \"").append(tenTimes).append("\">");
    }
    return type.append("]>").toString();
  }
}

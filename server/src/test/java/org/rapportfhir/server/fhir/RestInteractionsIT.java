package org.rapportfhir.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.fhir.TestPatients.by;
import static org.rapportfhir.server.fhir.TestPatients.patient;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.RawFhir;
import org.rapportfhir.server.support.RunningServer;

/** Reading and writing single resources, as R4's "RESTful API" has it. */
class RestInteractionsIT {
  private static final String XML = "application/fhir+xml";

  private final RunningServer server = RunningServer.get();
  private final RawFhir fhir = new RawFhir(server);
  private final IGenericClient ehr = server.ehr();
  private final String mine = UUID.randomUUID().toString();

  @Test
  void whatCameInAsXmlGoesOutAsTheSameInXmlAndInJson() {
    HttpResponse<String> created =
        fhir.post(
            "/Patient",
            fhir.xml(patient(mine, "Müller & <Söhne>")),
            "Content-Type",
            XML,
            "Accept",
            XML);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Content-Type").orElse("")).startsWith(XML);
    String path = "/Patient/" + fhir.read(created, Patient.class).getIdElement().getIdPart();

    HttpResponse<String> json = fhir.get(path);
    HttpResponse<String> xml = fhir.get(path, "Accept", XML);
    HttpResponse<String> xmlByParameter = fhir.get(path + "?_format=xml");

    assertThat(json.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    Patient stored = fhir.read(json, Patient.class);
    assertThat(stored.getNameFirstRep().getFamily()).isEqualTo("Müller & <Söhne>");
    assertThat(fhir.read(xml, Patient.class).equalsDeep(stored)).isTrue();
    assertThat(xmlByParameter.body()).isEqualTo(xml.body());
  }

  @Test
  void eachVersionStaysReadableAndTheHistoryHasThemAllTheLatestFirst() {
    Patient first = create(patient(mine, "Before"));
    String path = "/Patient/" + first.getIdElement().getIdPart();
    first.getNameFirstRep().setFamily("After");
    fhir.put(path, first);
    fhir.delete(path);

    assertThat(family(fhir.get(path + "/_history/1"))).isEqualTo("Before");
    assertThat(family(fhir.get(path + "/_history/2"))).isEqualTo("After");
    assertThat(fhir.get(path + "/_history/3").statusCode()).isEqualTo(410);
    HttpResponse<String> gone = fhir.get(path);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(fhir.code(gone)).isEqualTo("fhir-gone");
    assertThat(fhir.code(fhir.get(path + "/_history/9"))).isEqualTo("fhir-not-found");

    Bundle history = fhir.search(path + "/_history");
    assertThat(history.getEntry())
        .extracting(entry -> entry.getRequest().getMethod().toCode())
        .containsExactly("DELETE", "PUT", "POST");
    assertThat(fhir.search("/Patient/_history?_count=1").getEntry()).hasSize(1);
  }

  @Test
  void anUpdateOfAVersionThatIsNoLongerTheLatestIsRefusedAndChangesNothing() {
    Patient stored = create(patient(mine, "First"));
    String path = "/Patient/" + stored.getIdElement().getIdPart();
    stored.getNameFirstRep().setFamily("Second");
    HttpResponse<String> second = fhir.put(path, stored, "If-Match", "W/\"1\"");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.headers().firstValue("ETag")).contains("W/\"2\"");

    stored.getNameFirstRep().setFamily("Third");
    HttpResponse<String> late = fhir.put(path, stored, "If-Match", "W/\"1\"");

    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(fhir.code(late)).isEqualTo("fhir-version-mismatch");
    assertThat(family(fhir.get(path))).isEqualTo("Second");
  }

  @Test
  void aReaderWhoKnowsTheLatestVersionIsSentNothingAgain() {
    Patient stored = create(patient(mine));
    String path = "/Patient/" + stored.getIdElement().getIdPart();
    HttpResponse<String> known = fhir.get(path, "If-None-Match", "W/\"1\"");
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();

    fhir.put(path, stored.setActive(true));
    assertThat(fhir.get(path, "If-None-Match", "W/\"1\"").statusCode()).isEqualTo(200);
  }

  @Test
  void aConditionalCreateStoresOnceAndRefusesToChooseBetweenSeveral() {
    String condition = by(mine);
    HttpResponse<String> first = fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    HttpResponse<String> again = fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(fhir.count("/Patient?" + condition)).isEqualTo(1);

    create(patient(mine));
    HttpResponse<String> third = fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    assertThat(third.statusCode()).isEqualTo(412);
    assertThat(fhir.code(third)).isEqualTo("fhir-several-matches");
    assertThat(fhir.put("/Patient?" + condition, patient(mine)).statusCode()).isEqualTo(412);
    assertThat(fhir.delete("/Patient?" + condition).statusCode()).isEqualTo(412);
    assertThat(fhir.count("/Patient?" + condition)).isEqualTo(2);
  }

  /** A remembered match once answered 200 with the deleted resource, and stored nothing. */
  @Test
  void aConditionalCreateStoresAgainOnceTheMatchWasDeletedOrMeetsTheConditionNoMore() {
    String condition = by(mine);
    HttpResponse<String> first = fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    fhir.delete("/Patient/" + id(first));
    HttpResponse<String> second = fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    assertThat(second.statusCode()).isEqualTo(201);

    var other = patient("other-" + mine);
    other.setId(id(second));
    fhir.put("/Patient/" + id(second), other);
    HttpResponse<String> third = fhir.post("/Patient", patient(mine), "If-None-Exist", condition);
    assertThat(third.statusCode()).isEqualTo(201);
    assertThat(List.of(id(first), id(second))).doesNotContain(id(third));
  }

  @Test
  void aConditionalUpdateCreatesThenUpdatesTheSame() {
    HttpResponse<String> created = fhir.put("/Patient?" + by(mine), patient(mine, "New"));
    HttpResponse<String> updated = fhir.put("/Patient?" + by(mine), patient(mine, "Newer"));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(updated.statusCode()).isEqualTo(200);
    assertThat(id(updated)).isEqualTo(id(created));
    assertThat(family(fhir.get("/Patient/" + id(created)))).isEqualTo("Newer");
  }

  @Test
  void theWriterChoosesHowMuchComesBack() {
    HttpResponse<String> minimal = fhir.post("/Patient", patient(mine), "Prefer", "return=minimal");
    assertThat(minimal.statusCode()).isEqualTo(201);
    assertThat(minimal.body()).isEmpty();
    assertThat(minimal.headers().firstValue("Location").orElse("")).contains("/_history/1");

    HttpResponse<String> whole =
        fhir.post("/Patient", patient(mine), "Prefer", "return=representation");
    assertThat(fhir.read(whole, Patient.class).getMeta().getVersionId()).isEqualTo("1");

    HttpResponse<String> outcome =
        fhir.post("/Patient", patient(mine), "Prefer", "return=OperationOutcome");
    assertThat(fhir.read(outcome, OperationOutcome.class).getIssueFirstRep().getCode())
        .isEqualTo(IssueType.INFORMATIONAL);
  }

  @Test
  void whatIsReferredToIsNotDeleted() {
    Patient stored = create(patient(mine));
    var child = patient("child-" + mine);
    child.addLink().getOther().setReference("Patient/" + stored.getIdElement().getIdPart());
    child.getLinkFirstRep().setType(Patient.LinkType.SEEALSO);
    create(child);

    HttpResponse<String> refused = fhir.delete("/Patient/" + stored.getIdElement().getIdPart());

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(fhir.code(refused)).isEqualTo("fhir-conflict");
  }

  @Test
  void addressesThatLeadNowhereSaySoWithACode() {
    for (String path : List.of("/Patient/nobody", "/Patinet/1", "/Patient/nobody/_history")) {
      HttpResponse<String> answer = fhir.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(fhir.code(answer)).as(path).isEqualTo("fhir-not-found");
      assertThat(answer.body()).doesNotContain("HAPI-");
    }
  }

  private Patient create(Patient patient) {
    return (Patient) ehr.create().resource(patient).execute().getResource();
  }

  private String family(HttpResponse<String> answer) {
    return fhir.read(answer, Patient.class).getNameFirstRep().getFamily();
  }

  private static String id(HttpResponse<String> answer) {
    String location =
        answer
            .headers()
            .firstValue("Location")
            .or(() -> answer.headers().firstValue("Content-Location"))
            .orElseThrow();
    return location.replaceAll(".*/Patient/([^/]+).*", "$1");
  }
}

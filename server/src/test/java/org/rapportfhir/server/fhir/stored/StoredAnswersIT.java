package org.rapportfhir.server.fhir.stored;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;

/**
 * The short way's answer is HAPI's answer, byte by byte. {@code _pretty=false} asks for what is the
 * default anyway, but is one of the parameters that are left to HAPI. An answer from the stored
 * text tells its length beforehand, one of HAPI's doesn't: that is how the tests know which they
 * got.
 */
class StoredAnswersIT {

  private static final RunningServer SERVER = RunningServer.get();
  private static final IGenericClient EHR = SERVER.ehr();

  static Stream<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    resources.add(patient("Plain"));
    Patient labelled = patient("Labelled");
    labelled.getMeta().addTag("https://example.org/tags", "b", null);
    labelled.getMeta().addTag("https://example.org/tags", "a", "A \"quoted\" tag");
    labelled
        .getMeta()
        .addSecurity(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "PSY", null));
    resources.add(labelled);
    Patient strange = patient("\u00c5se \ud83d\ude00 \"\\ </script> \u2028\u0085 \t");
    strange.setLanguage("en");
    strange.getText().setDivAsString("<div>5 &lt; 6 &amp; \u00e9</div>");
    strange.getText().setStatus(Narrative.NarrativeStatus.GENERATED);
    strange.addContained(new Patient().addName(patient("Inner").getNameFirstRep()).setId("in"));
    strange.addLink().setType(Patient.LinkType.SEEALSO);
    strange.getLinkFirstRep().getOther().setReference("#in");
    strange.getBirthDateElement().addExtension("https://example.org/e", new StringType("x"));
    resources.add(strange);
    for (String decimal : List.of("1.10", "0.000001", "100", "-3.50")) {
      Observation observation = new Observation();
      observation.setStatus(Observation.ObservationStatus.FINAL);
      observation.getCode().setText("A number");
      observation.setValue(new Quantity().setValue(new BigDecimal(decimal)));
      resources.add(observation);
    }
    return resources.stream();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void aReadIsTheSame(Resource resource) {
    String id =
        EHR.create().resource(resource).execute().getId().toUnqualifiedVersionless().getValue();

    sameRead(id);
  }

  @Test
  void anUpdatedResourceIsReadInItsNewVersionAtOnce() {
    Patient patient = patient("First");
    var id = EHR.create().resource(patient).execute().getId().toUnqualifiedVersionless();
    sameRead(id.getValue());

    patient.setId(id);
    patient.getNameFirstRep().setFamily("Second");
    EHR.update().resource(patient).execute();

    assertThat(sameRead(id.getValue())).contains("\"versionId\":\"2\"").contains("Second");
  }

  @Test
  void aDeletedResourceIsGone() {
    var id = EHR.create().resource(patient("Gone")).execute().getId().toUnqualifiedVersionless();
    EHR.delete().resourceById(id).execute();

    HttpResponse<String> read = get(id.getValue());

    assertThat(read.statusCode()).isEqualTo(410);
    assertThat(read.body()).contains("OperationOutcome");
  }

  @Test
  void aBookedVisitReadsTheSameThoughItCarriesOurOwnAddress() {
    Practice practice = new Practice(EHR);
    var booked =
        EHR.create()
            .resource(Practice.appointment(practice.client(), practice.clinician()))
            .execute();
    String encounter =
        SERVER
            .read(get("Encounter?appointment=" + booked.getId().getIdPart()).body())
            .at("/entry/0/resource/id")
            .asText();

    sameRead("Encounter/" + encounter);
    sameRead("Appointment/" + booked.getId().getIdPart());
  }

  @Test
  void aClientThatHasTheVersionIsTold304() {
    var id = EHR.create().resource(patient("Known")).execute().getId();
    HttpRequest.Builder request =
        SERVER.fhirRequest("/" + id.toUnqualifiedVersionless().getValue());

    assertThat(SERVER.send(request.copy().header("If-None-Match", "W/\"1\"")).statusCode())
        .isEqualTo(304);
    assertThat(SERVER.send(request.copy().header("If-None-Match", "W/\"2\"")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?_sort=_lastUpdated",
        "Patient?_count=3&_sort=_lastUpdated",
        "Patient?_count=3&_offset=3&_sort=_lastUpdated",
        "Patient?family=nobody-of-this-name",
        "Patient?_sort=-_lastUpdated&_count=10",
        "Encounter?_include=Encounter:patient&_sort=_lastUpdated",
        "Encounter?_include=Encounter:patient&_include=Encounter:practitioner&_count=4&_sort=_lastUpdated",
        "Encounter?_include=*&_sort=_lastUpdated",
        "Encounter?_total=accurate&_count=2&_sort=_lastUpdated",
        "Encounter?class=VR&_sort=date",
        "Patient?_revinclude=Encounter:patient&_count=3&_sort=_lastUpdated",
        "Patient?_has:Encounter:patient:class=VR&_sort=_lastUpdated",
        "Encounter?patient.family=Sample&_sort=_lastUpdated",
        "Appointment?date=ge2020-01-01&_sort=date&_count=5&_include=Appointment:actor",
        "Practitioner?_id=robin",
        "Organization?_sort=_lastUpdated",
      })
  void aSearchIsTheSame(String search) {
    HttpResponse<String> ours = get(search);
    HttpResponse<String> hapis = get(search + "&_pretty=false");

    assertThat(ours.statusCode()).isEqualTo(200);
    assertThat(comparable(ours.body(), search)).isEqualTo(comparable(hapis.body(), search));
    assertThat(headers(ours).keySet()).isEqualTo(headers(hapis).keySet());
    assertThat(hapis.headers().firstValue("Content-Length")).isEmpty();
    if (ours.body().contains("\"entry\"")) {
      assertThat(ours.headers().firstValue("Content-Length")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"_summary=true", "_elements=name", "_format=xml", "_pretty=true"})
  void anotherFormIsLeftToHapi(String form) {
    HttpResponse<String> answer = get("Patient?_count=1&" + form);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void whenSomebodyElseWantsToSeeWhatIsShownHapiAnswers() {
    String id =
        EHR.create()
            .resource(patient("Watched"))
            .execute()
            .getId()
            .toUnqualifiedVersionless()
            .getValue();
    var storage = SERVER.bean(IInterceptorService.class);
    var watcher = new Watcher();
    storage.registerInterceptor(watcher);
    try {
      assertThat(get(id).headers().firstValue("Content-Length")).isEmpty();
      assertThat(get("Patient?family=Watched").headers().firstValue("Content-Length")).isEmpty();
      assertThat(watcher.seen).containsOnly("Watched").hasSize(2);
    } finally {
      storage.unregisterInterceptor(watcher);
    }
    assertThat(get(id).headers().firstValue("Content-Length")).isPresent();
  }

  /** As consent would: it needs the content. */
  @Interceptor
  public static final class Watcher {
    private final List<String> seen = new ArrayList<>();

    @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
    public void see(IPreResourceShowDetails shown) {
      for (IBaseResource resource : shown) {
        seen.add(((Patient) resource).getNameFirstRep().getFamily());
      }
    }
  }

  @Test
  void whoMaySeeOnePatientOnlyStillGetsNobodyElse() {
    Practice practice = new Practice(EHR);
    String own = practice.client();
    String other = practice.client();
    String token = patientToken(own, "patient/*.rs");

    assertThat(get(own, token).statusCode()).isEqualTo(200);
    assertThat(get(other, token).statusCode()).isEqualTo(403);
    assertThat(get("Patient?_id=" + other.substring("Patient/".length()), token).body())
        .doesNotContain("Sample");
    assertThat(get("Encounter?patient=" + other, token).body()).doesNotContain("\"entry\"");
  }

  @Test
  void aScopeForOneTypeShowsNoOtherByInclude() {
    Practice practice = new Practice(EHR);
    String client = practice.client();
    EHR.create()
        .resource(
            new Encounter()
                .setStatus(Encounter.EncounterStatus.FINISHED)
                .setClass_(
                    new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", null))
                .setSubject(new Reference(client)))
        .execute();
    String token = SERVER.token("system/Encounter.rs");
    String search = "Encounter?patient=" + client;

    assertThat(get(search, token).statusCode()).isEqualTo(200);
    HttpResponse<String> including = get(search + "&_include=Encounter:patient", token);
    assertThat(including.statusCode()).isEqualTo(200);
    assertThat(including.body()).contains("\"Encounter\"").doesNotContain("\"Patient\"");
    assertThat(get(client, token).statusCode()).isEqualTo(403);
  }

  private static String sameRead(String path) {
    HttpResponse<String> ours = get(path);
    HttpResponse<String> hapis = get(path + "?_pretty=false");

    assertThat(ours.body()).isEqualTo(hapis.body());
    assertThat(ours.statusCode()).isEqualTo(hapis.statusCode()).isEqualTo(200);
    assertThat(headers(ours)).isEqualTo(headers(hapis));
    assertThat(ours.headers().firstValue("Content-Length")).isPresent();
    assertThat(hapis.headers().firstValue("Content-Length")).isEmpty();
    return ours.body();
  }

  /** What differs from one answer to the next: the bundle's id and time, and the form asked for. */
  private static String comparable(String bundle, String search) {
    return bundle
        .replaceFirst("\"id\":\"[^\"]*\",\"meta\":\\{\"lastUpdated\":\"[^\"]*\"\\}", "")
        .replace("&_pretty=false", "")
        .replace("_pretty=false&", "")
        .replace("?_pretty=false", search.endsWith("?") ? "" : "?");
  }

  private static Map<String, List<String>> headers(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().map());
    // Tomcat closes a connection after a hundred answers, and says so in the last.
    List.of("Date", "X-Request-ID", "Content-Length", "Transfer-Encoding", "vary", "Connection")
        .forEach(headers::remove);
    return headers;
  }

  private static HttpResponse<String> get(String path) {
    return SERVER.send(SERVER.fhirRequest("/" + path.replace("|", "%7C")).GET());
  }

  private static HttpResponse<String> get(String path, String token) {
    return SERVER.send(
        SERVER.request("/fhir/" + path).header("Authorization", "Bearer " + token).GET());
  }

  private static String patientToken(String patient, String scope) {
    HttpRequest.Builder order =
        HttpRequest.newBuilder(URI.create(SERVER.base() + "/sandbox/token"))
            .header("Authorization", RunningServer.basic("rapport-cli", RunningServer.CLI_SECRET))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"scope\":\"%s\",\"patient\":\"%s\"}"
                        .formatted(scope, patient.substring("Patient/".length()))));
    return SERVER.read(SERVER.send(order).body()).path("access_token").asText();
  }

  private static Patient patient(String family) {
    Patient patient = new Patient();
    patient.addName().setFamily(family);
    return patient;
  }
}

package org.rapportfhir.server.support;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/** FHIR as it goes over the wire, where HAPI's client would hide what a test is about. */
public final class RawFhir {
  private final RunningServer server;

  public RawFhir(RunningServer server) {
    this.server = server;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, BodyPublishers.ofString(body), headers);
  }

  public HttpResponse<String> post(String path, Resource body, String... headers) {
    return post(path, json(body), headers);
  }

  public HttpResponse<String> put(String path, Resource body, String... headers) {
    return send("PUT", path, BodyPublishers.ofString(json(body)), headers);
  }

  public HttpResponse<String> delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /**
   * @param path below the FHIR base, or a whole address as a server's link gives it
   * @param headers names and values in turn; they replace the usual ones
   */
  public HttpResponse<String> send(
      String method, String path, BodyPublisher body, String... headers) {
    String base = server.base() + "/fhir";
    HttpRequest.Builder request =
        server.fhirRequest(path.startsWith(base) ? path.substring(base.length()) : path);
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return server.send(request.method(method, body));
  }

  public Bundle search(String path) {
    return read(get(path), Bundle.class);
  }

  /** How many there are of what a search finds. */
  public int count(String search) {
    return search(search + (search.contains("?") ? "&" : "?") + "_summary=count").getTotal();
  }

  /** Reads JSON or XML, whichever the answer says it is. */
  public <T extends Resource> T read(HttpResponse<String> answer, Class<T> type) {
    FhirContext fhir = server.fhirContext();
    boolean xml = answer.headers().firstValue("Content-Type").orElse("").contains("xml");
    return (xml ? fhir.newXmlParser() : fhir.newJsonParser()).parseResource(type, answer.body());
  }

  public OperationOutcomeIssueComponent issue(HttpResponse<String> answer) {
    return read(answer, OperationOutcome.class).getIssueFirstRep();
  }

  /** The refusal's stable code. */
  public String code(HttpResponse<String> answer) {
    return issue(answer).getDetails().getCodingFirstRep().getCode();
  }

  /** What a refusal says, in one line: status, code, where, and what to do. */
  public String refusal(HttpResponse<String> answer) {
    OperationOutcomeIssueComponent issue = issue(answer);
    String where = issue.hasExpression() ? issue.getExpression().get(0).getValue() : "-";
    return answer.statusCode()
        + " "
        + issue.getDetails().getCodingFirstRep().getCode()
        + " at "
        + where
        + ": "
        + issue.getDiagnostics();
  }

  public String json(Resource resource) {
    return server.fhirContext().newJsonParser().encodeResourceToString(resource);
  }

  public String xml(Resource resource) {
    return server.fhirContext().newXmlParser().encodeResourceToString(resource);
  }
}

package org.rapportfhir.server.smart;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.smart.launch.LaunchContext;
import org.rapportfhir.server.smart.launch.PatientDirectory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the consent page shows, and whom its user chooses. The decision itself goes to the
 * authorization endpoint. Everything is asked by the {@code state} of one waiting request, and only
 * the user who made that request is answered.
 */
@RestController
final class ConsentController {

  static final String PAGE = "/consent";

  private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);
  private static final int PATIENTS = 20;

  private final OAuth2AuthorizationService authorizations;
  private final RegisteredClientRepository clients;
  private final LaunchContexts contexts;
  private final PatientDirectory patients;

  ConsentController(
      OAuth2AuthorizationService authorizations,
      RegisteredClientRepository clients,
      LaunchContexts contexts,
      PatientDirectory patients) {
    this.authorizations = authorizations;
    this.clients = clients;
    this.contexts = contexts;
    this.patients = patients;
  }

  /**
   * @param clientId to be sent along with the decision
   * @param app what the app calls itself
   * @param site where the answer goes: a host, or an app's own scheme
   * @param scopes as asked for
   * @param needsPatient whether it can't be granted without a patient
   * @param choosesPatient whether the user chooses the patient; else the context has one or none
   */
  record Request(
      String clientId,
      String app,
      String site,
      String user,
      List<String> scopes,
      boolean needsPatient,
      boolean choosesPatient,
      PatientDirectory.@Nullable Entry patient) {}

  record Choice(@Nullable String state, @Nullable String patient) {}

  @GetMapping(PAGE + "/request")
  Request request(@RequestParam String state, Principal user) {
    OAuth2Authorization waiting = waiting(state, user);
    OAuth2AuthorizationRequest asked = LaunchContexts.request(waiting);
    RegisteredClient client =
        Objects.requireNonNull(clients.findById(waiting.getRegisteredClientId()));
    LaunchContext context = contexts.known(waiting);
    return new Request(
        client.getClientId(),
        client.getClientName(),
        site(asked.getRedirectUri()),
        user.getName(),
        List.copyOf(asked.getScopes()),
        LaunchContexts.needPatient(asked.getScopes()),
        contexts.choosesPatient(waiting),
        Optional.ofNullable(context.patient()).flatMap(patients::byId).orElse(null));
  }

  @GetMapping(PAGE + "/patients")
  List<PatientDirectory.Entry> patients(
      @RequestParam String state, @RequestParam(defaultValue = "") String name, Principal user) {
    mustChoose(waiting(state, user));
    String words = name.replaceAll("\\p{Cntrl}", " ");
    return patients.find(words.length() > 100 ? words.substring(0, 100) : words, PATIENTS);
  }

  @PostMapping(PAGE + "/patient")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void choose(@RequestBody Choice choice, Principal user) {
    OAuth2Authorization waiting = waiting(Objects.requireNonNullElse(choice.state(), ""), user);
    mustChoose(waiting);
    String patient =
        patients
            .byId(idOf(choice.patient()))
            .map(PatientDirectory.Entry::id)
            .orElseThrow(this::unknown);
    authorizations.save(LaunchContexts.choose(waiting, patient));
  }

  private OAuth2Authorization waiting(String state, Principal user) {
    OAuth2Authorization found = state.isEmpty() ? null : authorizations.findByToken(state, STATE);
    if (found == null || !found.getPrincipalName().equals(user.getName())) {
      throw unknown();
    }
    return found;
  }

  private void mustChoose(OAuth2Authorization waiting) {
    Set<String> scopes = LaunchContexts.request(waiting).getScopes();
    if (!contexts.choosesPatient(waiting) || !LaunchContexts.needPatient(scopes)) {
      throw unknown();
    }
  }

  /** Anything that is no id of R4 is nobody's. */
  private String idOf(@Nullable String patient) {
    if (patient == null || !patient.matches("[A-Za-z0-9.-]{1,64}")) {
      throw unknown();
    }
    return patient;
  }

  private ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static String site(@Nullable String redirect) {
    URI uri = URI.create(Objects.requireNonNull(redirect));
    // An app's own scheme may have any host behind it, which would say nothing true.
    return Set.of("http", "https").contains(uri.getScheme())
        ? uri.getAuthority()
        : uri.getScheme() + ":";
  }
}

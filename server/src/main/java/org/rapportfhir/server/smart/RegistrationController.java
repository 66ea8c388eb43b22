package org.rapportfhir.server.smart;

import java.util.Map;
import org.rapportfhir.server.smart.client.AppRegistration;
import org.rapportfhir.server.smart.client.AppRegistrations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /connect/register}: whoever wants may register an app, in the sandbox only. */
@RestController
@ConditionalOnProperty("rapport.sandbox")
final class RegistrationController {

  static final String PATH = "/connect/register";

  private final AppRegistrations registrations;

  RegistrationController(AppRegistrations registrations) {
    this.registrations = registrations;
  }

  @PostMapping(PATH)
  @ResponseStatus(HttpStatus.CREATED)
  AppRegistration.Registered register(@RequestBody AppRegistration app) {
    return registrations.register(app);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> refused(AppRegistration.Refused cause) {
    return ResponseEntity.badRequest()
        .body(
            Map.of("error", cause.code(), "error_description", String.valueOf(cause.getMessage())));
  }
}

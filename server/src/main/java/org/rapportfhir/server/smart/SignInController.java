package org.rapportfhir.server.smart;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the sign-in page the token that its form must send along. */
@RestController
final class SignInController {

  record Csrf(String token) {}

  @GetMapping("/sign-in/csrf")
  Csrf csrf(CsrfToken token) {
    return new Csrf(token.getToken());
  }
}

package org.rapportfhir.server.smart;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /sandbox/token}, as a form or as JSON; answers like a token endpoint. */
@RestController
@ConditionalOnProperty("rapport.sandbox")
final class SandboxTokenController {

  private final SandboxTokens tokens;

  SandboxTokenController(SandboxTokens tokens) {
    this.tokens = tokens;
  }

  @PostMapping(path = SandboxTokenSecurity.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> byJson(@RequestBody SandboxTokens.Order order) {
    return answer(tokens.mint(order));
  }

  @PostMapping(SandboxTokenSecurity.PATH)
  Map<String, Object> byForm(
      @RequestParam(required = false) @Nullable String client,
      @RequestParam(required = false) @Nullable String scope,
      @RequestParam(required = false) @Nullable String patient,
      @RequestParam(required = false) @Nullable String user) {
    return answer(tokens.mint(new SandboxTokens.Order(client, scope, patient, user)));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> refused(SandboxTokens.Refused cause) {
    return ResponseEntity.badRequest()
        .body(
            Map.of("error", cause.code(), "error_description", String.valueOf(cause.getMessage())));
  }

  private static Map<String, Object> answer(Jwt token) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token.getTokenValue());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", secondsLeft(token));
    answer.put("scope", String.join(" ", scopes(token)));
    if (token.hasClaim(SmartClaims.PATIENT)) {
      answer.put(SmartClaims.PATIENT, token.getClaimAsString(SmartClaims.PATIENT));
    }
    return answer;
  }

  private static long secondsLeft(Jwt token) {
    Instant end = token.getExpiresAt();
    return end == null ? 0 : Duration.between(Instant.now(), end).toSeconds();
  }

  private static List<String> scopes(Jwt token) {
    List<String> words = token.getClaimAsStringList(SmartClaims.SCOPE);
    return words == null ? List.of() : words;
  }
}

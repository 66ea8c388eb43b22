package org.rapportfhir.server.smart;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rapportfhir.server.smart.token.RefreshTokens;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Whether a client may ask for these scopes: each must be registered for it, or be narrower than
 * what is. A request without any scope is refused (RFC 6749, section 3.3, leaves the choice).
 */
final class ScopeGate {

  /** What is no clinical scope and means something here. */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "openid",
          "profile",
          SmartClaims.FHIR_USER,
          LaunchContexts.LAUNCH,
          LaunchContexts.LAUNCH_PATIENT,
          LaunchContexts.LAUNCH_ENCOUNTER,
          RefreshTokens.OFFLINE);

  private ScopeGate() {}

  /** Whether a scope means anything to this server. */
  static boolean isKnown(String word) {
    return OTHER_WORDS.contains(word)
        || SmartScope.parse(word).filter(ScopeGate::isEnforced).isPresent();
  }

  static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> forCodes() {
    return context -> {
      OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
      refusal(context.getRegisteredClient(), asked.getScopes())
          .or(() -> refusalOf(SmartScope.Context.SYSTEM, asked.getScopes()))
          .ifPresent(
              error -> {
                throw new OAuth2AuthorizationCodeRequestAuthenticationException(error, asked);
              });
    };
  }

  static Consumer<OAuth2ClientCredentialsAuthenticationContext> forClientCredentials() {
    return context -> {
      OAuth2ClientCredentialsAuthenticationToken asked = context.getAuthentication();
      refusal(context.getRegisteredClient(), asked.getScopes())
          .or(() -> refusalOf(SmartScope.Context.USER, asked.getScopes()))
          .or(() -> refusalOf(SmartScope.Context.PATIENT, asked.getScopes()))
          .ifPresent(
              error -> {
                throw new OAuth2AuthenticationException(error);
              });
    };
  }

  /**
   * A system acts for itself, a user's app for the user: neither gets what belongs to the other.
   */
  private static Optional<OAuth2Error> refusalOf(SmartScope.Context context, Set<String> asked) {
    return SmartScopes.of(asked).all().stream()
        .filter(scope -> scope.context() == context)
        .findFirst()
        .map(scope -> invalidScope("This grant gives no scope of a " + context.word()));
  }

  /** Empty when the client may have all of these. */
  static Optional<OAuth2Error> refusal(RegisteredClient client, Set<String> asked) {
    if (asked.isEmpty()) {
      return Optional.of(invalidScope("Ask for at least one scope"));
    }
    SmartScopes registered = SmartScopes.of(client.getScopes());
    return asked.stream()
        .filter(word -> !permitted(client, registered, word))
        .findFirst()
        .map(word -> invalidScope("This client may not have the scope " + printable(word)));
  }

  /** A query means something for one type only. */
  private static boolean isEnforced(SmartScope scope) {
    return scope.query() == null || !scope.everyType();
  }

  private static boolean permitted(RegisteredClient client, SmartScopes registered, String word) {
    return SmartScope.parse(word)
        .map(scope -> isEnforced(scope) && registered.cover(scope))
        .orElseGet(() -> client.getScopes().contains(word));
  }

  /** What RFC 6749 allows in an error description; the rest might break the redirect's header. */
  private static String printable(String word) {
    return word.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
  }

  private static OAuth2Error invalidScope(String description) {
    return new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, description, null);
  }
}

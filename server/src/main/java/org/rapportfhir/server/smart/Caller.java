package org.rapportfhir.server.smart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who makes the present request, as the access token says. Bound to the request's thread.
 *
 * @param user name of the user, or of the client when it acts for itself
 * @param fhirUser reference of the user such as {@code Practitioner/12}; null when the token names
 *     none
 * @param clientId the app
 * @param scopes all scopes of the token, as granted
 * @param patient id of the patient in context; null when there is none
 */
public record Caller(
    String user,
    @Nullable String fhirUser,
    String clientId,
    Set<String> scopes,
    @Nullable String patient) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /**
   * Whether a {@code system/} scope permits changing resources of this type, whoever the user is.
   */
  public boolean isSystemThatMayUpdate(String type) {
    return isSystemThatMay(Interaction.UPDATE, type);
  }

  /** The same for ending what a resource stands for, by changing or by deleting it. */
  public boolean isSystemThatMayGiveUp(String type) {
    return isSystemThatMay(Interaction.UPDATE, type) || isSystemThatMay(Interaction.DELETE, type);
  }

  private boolean isSystemThatMay(Interaction interaction, String type) {
    return SmartScopes.of(scopes).all().stream()
        .anyMatch(
            scope ->
                scope.context() == SmartScope.Context.SYSTEM && scope.allows(type, interaction));
  }

  /**
   * @throws IllegalStateException outside of a request with an access token
   */
  public static Caller current() {
    return find().orElseThrow(() -> new IllegalStateException("Nobody is authenticated here"));
  }

  /** Empty outside of a request with an access token. */
  public static Optional<Caller> find() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication instanceof JwtAuthenticationToken token
        ? Optional.of(of(token.getToken()))
        : Optional.empty();
  }

  static Caller of(Jwt token) {
    String clientId = token.getClaimAsString(SmartClaims.CLIENT_ID);
    String subject = token.getSubject();
    return new Caller(
        subject == null ? clientId : subject,
        relative(token.getClaimAsString(SmartClaims.FHIR_USER)),
        clientId,
        scopes(token),
        token.getClaimAsString(SmartClaims.PATIENT));
  }

  /** A list, or one string with spaces (RFC 9068). */
  private static Set<String> scopes(Jwt token) {
    List<String> words = token.getClaimAsStringList(SmartClaims.SCOPE);
    return words == null
        ? Set.of()
        : Set.copyOf(Arrays.asList(String.join(" ", words).trim().split("\\s+")));
  }

  /** Tokens name the user by full address, as OpenID Connect clients expect. */
  private static @Nullable String relative(@Nullable String address) {
    if (address == null) {
      return null;
    }
    List<String> parts = Arrays.asList(address.split("/"));
    return String.join("/", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
  }
}

package org.rapportfhir.server.smart;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.smart.launch.Launches;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * An app that comes with a {@code launch} must have it from this server, unused, for this app and
 * this user; one that asks for the scope {@code launch} must come with one.
 */
final class LaunchGate implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

  private final Launches launches;

  LaunchGate(Launches launches) {
    this.launches = launches;
  }

  @Override
  public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
    Object handle = asked.getAdditionalParameters().get(LaunchContexts.LAUNCH);
    String fault =
        handle == null
            ? faultWithout(asked)
            : fault(
                launches.find(handle.toString()),
                context.getRegisteredClient().getClientId(),
                asked);
    if (fault != null) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, fault, null), asked);
    }
  }

  private static @Nullable String faultWithout(
      OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
    return asked.getScopes().contains(LaunchContexts.LAUNCH)
        ? "The scope launch needs the launch parameter of an EHR launch"
        : null;
  }

  private static @Nullable String fault(
      Optional<Launches.Launch> launch,
      String clientId,
      OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
    boolean good =
        launch.filter(l -> l.isForApp(clientId) && isUser(l, asked.getPrincipal())).isPresent();
    return good ? null : "This launch is not for this app and user, or has expired; launch again";
  }

  /** Before sign-in anybody may still turn out to be the user. */
  private static boolean isUser(Launches.Launch launch, @Nullable Object principal) {
    return !(principal instanceof Authentication user)
        || user instanceof AnonymousAuthenticationToken
        || !user.isAuthenticated()
        || launch.username().equals(user.getName());
  }
}

package org.rapportfhir.server.smart;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.smart.launch.LaunchContext;
import org.rapportfhir.server.smart.launch.Launches;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * The context of an authorization: that of the EHR's launch; else the patient that its user chose;
 * for users who are patients themselves always their own record.
 */
final class LaunchContexts {

  static final String LAUNCH = "launch";
  static final String LAUNCH_PATIENT = "launch/patient";
  static final String LAUNCH_ENCOUNTER = "launch/encounter";

  /** Attribute of an authorization: id of the patient whom its user chose. */
  private static final String CHOSEN = "rapport.patient";

  private static final String OWN_RECORD = "Patient/";

  private final Launches launches;
  private final UserAccounts accounts;

  LaunchContexts(Launches launches, UserAccounts accounts) {
    this.launches = launches;
    this.accounts = accounts;
  }

  /** Whether these scopes speak of one patient, so that an authorization needs one. */
  static boolean needPatient(Set<String> scopes) {
    return scopes.contains(LAUNCH_PATIENT)
        || SmartScopes.of(scopes).ofPatient().findAny().isPresent();
  }

  /** The same authorization with the patient whom its user chose. */
  static OAuth2Authorization choose(OAuth2Authorization authorization, String patient) {
    return OAuth2Authorization.from(authorization).attribute(CHOSEN, patient).build();
  }

  /** The context as far as it is known while the user still decides. */
  LaunchContext known(OAuth2Authorization authorization) {
    String handle = handle(authorization);
    return handle == null
        ? withoutLaunch(authorization)
        : launches
            .find(handle)
            .filter(launch -> isFor(launch, authorization))
            .map(Launches.Launch::context)
            .orElse(LaunchContext.NONE);
  }

  /**
   * The context for a token.
   *
   * @throws OAuth2AuthenticationException {@code invalid_grant} when the launch was somebody
   *     else's, has expired or opened another authorization
   */
  LaunchContext granted(OAuth2Authorization authorization) {
    String handle = handle(authorization);
    return handle == null
        ? withoutLaunch(authorization)
        : launches
            .redeem(handle, authorization.getId())
            .filter(launch -> isFor(launch, authorization))
            .map(Launches.Launch::context)
            .orElseThrow(LaunchContexts::launchIsOver);
  }

  /** Whether the user may choose: not within an EHR's launch, and not beyond their own record. */
  boolean choosesPatient(OAuth2Authorization authorization) {
    return handle(authorization) == null && ownRecord(authorization).isEmpty();
  }

  private LaunchContext withoutLaunch(OAuth2Authorization authorization) {
    String chosen = authorization.getAttribute(CHOSEN);
    return LaunchContext.NONE.of(ownRecord(authorization).orElse(chosen));
  }

  private Optional<String> ownRecord(OAuth2Authorization authorization) {
    return accounts
        .find(authorization.getPrincipalName())
        .map(UserAccounts.Account::fhirUser)
        .filter(user -> user.startsWith(OWN_RECORD))
        .map(user -> user.substring(OWN_RECORD.length()));
  }

  private static boolean isFor(Launches.Launch launch, OAuth2Authorization authorization) {
    return launch.isFor(authorization.getPrincipalName(), request(authorization).getClientId());
  }

  private static @Nullable String handle(OAuth2Authorization authorization) {
    OAuth2AuthorizationRequest request =
        authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
    return request != null && request.getAdditionalParameters().get(LAUNCH) instanceof String text
        ? text
        : null;
  }

  static OAuth2AuthorizationRequest request(OAuth2Authorization authorization) {
    OAuth2AuthorizationRequest request =
        authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
    if (request == null) {
      throw new IllegalStateException("Only the code flow has a launch");
    }
    return request;
  }

  private static OAuth2AuthenticationException launchIsOver() {
    return new OAuth2AuthenticationException(
        new OAuth2Error(
            OAuth2ErrorCodes.INVALID_GRANT,
            "The launch has expired or was used; launch again",
            null));
  }
}

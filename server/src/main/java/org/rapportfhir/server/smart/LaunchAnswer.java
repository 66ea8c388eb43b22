package org.rapportfhir.server.smart;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

/**
 * Tells an app its launch context beside the access token, as the token itself has it, and whatever
 * else Spring's answer would have held.
 */
final class LaunchAnswer implements Consumer<OAuth2AccessTokenAuthenticationContext> {

  private final RapportSettings settings;

  LaunchAnswer(RapportSettings settings) {
    this.settings = settings;
  }

  @Override
  public void accept(OAuth2AccessTokenAuthenticationContext context) {
    OAuth2AccessTokenAuthenticationToken issued = context.getAuthentication();
    JWTClaimsSet claims = claims(issued.getAccessToken().getTokenValue());
    Map<String, Object> answer = new LinkedHashMap<>(issued.getAdditionalParameters());
    for (String name : SmartClaims.LAUNCH_CONTEXT) {
      Object value = claims.getClaim(name);
      if (value != null) {
        answer.put(name, value);
      }
    }
    if (claims.getClaim(SmartClaims.NEED_PATIENT_BANNER) != null) {
      answer.put("smart_style_url", settings.baseUrl() + "/assets/smart-style.json");
    }
    context.getAccessTokenResponse().additionalParameters(answer);
  }

  private static JWTClaimsSet claims(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException("Our own access token is no JWT", e);
    }
  }
}

package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class ScopeGateTest {

  private final RegisteredClient client =
      RegisteredClient.withId("1")
          .clientId("app")
          .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
          .scope("system/Patient.r")
          .scope("system/Patient.s")
          .scope("system/Encounter.cruds")
          .scope("openid")
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system/Patient.r",
        "system/Patient.rs",
        "system/Patient.read",
        "system/Encounter.cu",
        "system/Encounter.*",
        "system/Encounter.r?status=planned",
        "openid"
      })
  void narrowerThanWhatIsRegisteredIsPermitted(String scope) {
    assertThat(ScopeGate.refusal(client, Set.of(scope))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system/*.rs",
        "system/Patient.rus",
        "system/Patient.write",
        "user/Patient.r",
        "system/Observation.r",
        "fhirUser",
        "system/Observation.r?status=final",
        "system/Encounter.r?class:not=VR",
        "system/Patient.sr"
      })
  void beyondWhatIsRegisteredIsRefused(String scope) {
    assertThat(ScopeGate.refusal(client, Set.of("openid", scope)))
        .map(OAuth2Error::getErrorCode)
        .contains("invalid_scope");
  }

  @Test
  void noScopeAtAllIsRefused() {
    assertThat(ScopeGate.refusal(client, Set.of())).isPresent();
  }

  @Test
  void theErrorHoldsNothingThatBreaksAHeader() {
    assertThat(ScopeGate.refusal(client, Set.of("a\r\nSet-Cookie: b\"")))
        .map(OAuth2Error::getDescription)
        .hasValueSatisfying(text -> assertThat(text).doesNotContain("\r", "\n", "\""));
  }
}

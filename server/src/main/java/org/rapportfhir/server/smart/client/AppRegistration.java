package org.rapportfhir.server.smart.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app says of itself, in the words of RFC 7591; {@code initiate_login_uri} is where an EHR
 * launches it (OpenID Connect Registration has the name).
 *
 * @param scope separated by spaces
 * @param jwks its public keys, if it has no address for them
 */
public record AppRegistration(
    @JsonProperty("client_name") @Nullable String clientName,
    @JsonProperty("client_uri") @Nullable String clientUri,
    @JsonProperty("initiate_login_uri") @Nullable String initiateLoginUri,
    @JsonProperty("redirect_uris") @Nullable List<String> redirectUris,
    @JsonProperty("grant_types") @Nullable List<String> grantTypes,
    @JsonProperty("token_endpoint_auth_method") @Nullable String authMethod,
    @Nullable String scope,
    @JsonProperty("jwks_uri") @Nullable String jwksUri,
    @Nullable JsonNode jwks) {

  /** Its registration as stored, with what only we know. */
  public record Registered(
      @JsonProperty("client_id") String clientId,
      @JsonProperty("client_secret") @Nullable String clientSecret,
      @JsonProperty("client_id_issued_at") long issuedAt,
      @JsonProperty("client_secret_expires_at") @Nullable Long secretExpiresAt,
      @JsonProperty("client_name") String clientName,
      @JsonProperty("initiate_login_uri") @Nullable String initiateLoginUri,
      @JsonProperty("redirect_uris") List<String> redirectUris,
      @JsonProperty("grant_types") List<String> grantTypes,
      @JsonProperty("response_types") List<String> responseTypes,
      @JsonProperty("token_endpoint_auth_method") String authMethod,
      String scope,
      @JsonProperty("jwks_uri") @Nullable String jwksUri,
      @Nullable JsonNode jwks) {}

  /** Why a registration is refused. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    static Refused metadata(String message) {
      return new Refused("invalid_client_metadata", message);
    }

    /** An error code of RFC 7591, section 3.2.2. */
    public String code() {
      return code;
    }
  }
}

package org.rapportfhir.server.smart;

import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What sign-in and tokens need to know of the installation.
 *
 * @param baseUrl the address under which browsers and apps reach this server; also the issuer
 * @param secretKey base64 of 32 random bytes; seals the signing keys in the database
 * @param sandbox whether this is a throw-away installation with demo clients
 * @param sandboxCliSecret secret of the client {@code rapport-cli}; needed in the sandbox only
 */
@ConfigurationProperties("rapport")
record SmartProperties(
    @DefaultValue("http://localhost:8080") URI baseUrl,
    String secretKey,
    @DefaultValue("false") boolean sandbox,
    @Nullable String sandboxCliSecret) {

  private static final int KEY_BYTES = 32;

  SmartProperties {
    if (baseUrl == null || baseUrl.getScheme() == null || baseUrl.getHost() == null) {
      throw new IllegalArgumentException("rapport.base-url must be an address like https://host");
    }
    if (baseUrl.getQuery() != null || baseUrl.getFragment() != null) {
      throw new IllegalArgumentException("rapport.base-url must have no query and no fragment");
    }
    if (sandbox && (sandboxCliSecret == null || sandboxCliSecret.isBlank())) {
      throw new IllegalArgumentException("rapport.sandbox needs rapport.sandbox-cli-secret");
    }
    requireKey(secretKey);
    baseUrl = URI.create(baseUrl.toString().replaceAll("/+$", ""));
  }

  /** Issuer of every token, without a slash at the end. */
  String issuer() {
    return baseUrl.toString();
  }

  /** Base of the FHIR API: the audience of every access token. */
  String fhirBase() {
    return baseUrl + "/fhir";
  }

  /** Whether browsers reach this server by TLS, here or at a proxy in front. */
  boolean https() {
    return "https".equalsIgnoreCase(baseUrl.getScheme());
  }

  byte[] secretKeyBytes() {
    return Base64.getDecoder().decode(secretKey);
  }

  /** Without the secrets: this may end up in a log. */
  @Override
  public String toString() {
    return "SmartProperties[baseUrl=" + baseUrl + ", sandbox=" + sandbox + "]";
  }

  private static void requireKey(@Nullable String key) {
    try {
      if (key != null && Base64.getDecoder().decode(key).length == KEY_BYTES) {
        return;
      }
    } catch (IllegalArgumentException notBase64) {
      // Falls through to the one message; the cause would quote the secret.
    }
    throw new IllegalArgumentException(
        "rapport.secret-key must be base64 of 32 random bytes, as from: openssl rand -base64 32");
  }
}

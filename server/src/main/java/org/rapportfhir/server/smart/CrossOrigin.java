package org.rapportfhir.server.smart;

import java.time.Duration;
import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Lets apps in browsers call from any origin what takes a token or a client's own proof. No cookie
 * is sent along or looked at there, so that an origin gains nothing that its token doesn't give it.
 */
final class CrossOrigin {

  private static final CorsConfiguration ANY_ORIGIN = anyOrigin();

  private CrossOrigin() {}

  static void allow(HttpSecurity http) throws Exception {
    http.cors(cors -> cors.configurationSource(request -> ANY_ORIGIN));
  }

  private static CorsConfiguration anyOrigin() {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    cors.setExposedHeaders(
        List.of("Content-Location", "ETag", "Last-Modified", "Location", "X-Request-ID"));
    cors.setAllowCredentials(false);
    cors.setMaxAge(Duration.ofHours(1));
    return cors;
  }
}

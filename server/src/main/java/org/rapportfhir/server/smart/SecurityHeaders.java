package org.rapportfhir.server.smart;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The headers that every answer carries, for pages and for data. */
final class SecurityHeaders {

  private static final String PAGE_POLICY = pagePolicy("");
  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final String DEVICES = "camera=(self), microphone=(self), display-capture=(self)";
  private static final long A_YEAR = 31_536_000;

  /** What the pages' build names by its content, so that it never changes under one name. */
  private static final Pattern HASHED = Pattern.compile("/assets/.+-[A-Za-z0-9_-]{8}\\.\\w+");

  private SecurityHeaders() {}

  /**
   * What a page may load and reach.
   *
   * @param formsAlsoTo where its forms' answers may redirect besides this server; empty for nowhere
   */
  static String pagePolicy(String formsAlsoTo) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        + " img-src 'self' blob:; media-src 'self' blob:; connect-src 'self';"
        + " worker-src 'self'; form-action 'self'"
        + (formsAlsoTo.isEmpty() ? "" : " " + formsAlsoTo)
        + "; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'";
  }

  static void forPages(HttpSecurity http, RapportSettings settings) throws Exception {
    http.headers(
        headers -> {
          common(headers, PAGE_POLICY, settings);
          headers.addHeaderWriter(SecurityHeaders::cacheOnlyWhatNeverChanges);
        });
    http.addFilterAfter(new ErrorsAreNotKept(), HeaderWriterFilter.class);
  }

  static void forData(HttpSecurity http, RapportSettings settings) throws Exception {
    http.headers(
        headers -> {
          common(headers, DATA_POLICY, settings);
          headers.addHeaderWriter((request, response) -> noStore(response));
        });
  }

  private static void common(
      HeadersConfigurer<HttpSecurity> headers, String policy, RapportSettings settings) {
    headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy));
    headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    headers.permissionsPolicyHeader(permissions -> permissions.policy(DEVICES));
    headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
    if (settings.https()) {
      // By the address in the configuration: TLS may end at a proxy in front.
      headers.httpStrictTransportSecurity(
          hsts ->
              hsts.requestMatcher(AnyRequestMatcher.INSTANCE)
                  .includeSubDomains(false)
                  .maxAgeInSeconds(A_YEAR));
    } else {
      headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
    }
  }

  private static void cacheOnlyWhatNeverChanges(
      HttpServletRequest request, HttpServletResponse response) {
    String path = request.getRequestURI();
    if (path.startsWith("/assets/") && response.getStatus() < 400) {
      boolean hashed = HASHED.matcher(path).matches();
      set(response, hashed ? "public, max-age=" + A_YEAR + ", immutable" : "no-cache");
    } else {
      noStore(response);
    }
  }

  private static void noStore(HttpServletResponse response) {
    set(response, "no-store");
  }

  private static void set(HttpServletResponse response, String cacheControl) {
    if (!response.containsHeader("Cache-Control")) {
      response.setHeader("Cache-Control", cacheControl);
    }
  }
}

package org.rapportfhir.server.smart;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** What takes an access token: the FHIR API and the desk's own feed. No session, no cookie. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

  private final RapportSettings settings;
  private final ObjectMapper json;

  ApiSecurity(RapportSettings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
  }

  /** Which scope allows what is decided inside, by {@link FhirScopeAuthorization}. */
  @Bean
  @Order(20)
  SecurityFilterChain fhirSecurityChain(HttpSecurity http) throws Exception {
    FhirUnauthorized unauthorized = new FhirUnauthorized(settings);
    http.securityMatcher("/fhir", "/fhir/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET, "/fhir/metadata", SmartDocumentFilter.PATH)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server -> server.jwt(Customizer.withDefaults()).authenticationEntryPoint(unauthorized))
        .exceptionHandling(errors -> errors.authenticationEntryPoint(unauthorized))
        .addFilterAfter(new SmartDocumentFilter(settings, json), AuthorizationFilter.class);
    CrossOrigin.allow(http);
    stateless(http);
    return http.build();
  }

  /** For people at the desk only: a scope of one patient's, or of a machine's, is not enough. */
  @Bean
  @Order(30)
  SecurityFilterChain deskSecurityChain(HttpSecurity http) throws Exception {
    http.securityMatcher("/desk/today", "/desk/visits/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET)
                    .access(userMay(Interaction.SEARCH))
                    .anyRequest()
                    .access(userMay(Interaction.UPDATE)))
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(Customizer.withDefaults())
                    .authenticationEntryPoint((request, response, cause) -> signInNeeded(response))
                    .accessDeniedHandler((request, response, cause) -> scopeMissing(response)))
        .exceptionHandling(
            errors ->
                errors.authenticationEntryPoint(
                    (request, response, cause) -> signInNeeded(response)));
    stateless(http);
    return http.build();
  }

  private void stateless(HttpSecurity http) throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable);
    SecurityHeaders.forData(http, settings);
  }

  private static AuthorizationManager<RequestAuthorizationContext> userMay(
      Interaction interaction) {
    Predicate<SmartScope> grants =
        scope ->
            scope.context() == SmartScope.Context.USER && scope.allows("Encounter", interaction);
    return (authentication, context) ->
        new AuthorizationDecision(scopes(authentication).all().stream().anyMatch(grants));
  }

  private static SmartScopes scopes(Supplier<Authentication> authentication) {
    return authentication.get() instanceof JwtAuthenticationToken token
        ? SmartScopes.of(Caller.of(token.getToken()).scopes())
        : SmartScopes.of(Set.of());
  }

  private static void signInNeeded(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rapport\"");
    error(response, HttpServletResponse.SC_UNAUTHORIZED, "sign-in-needed");
  }

  private static void scopeMissing(HttpServletResponse response) throws IOException {
    error(response, HttpServletResponse.SC_FORBIDDEN, "scope-missing");
  }

  private static void error(HttpServletResponse response, int status, String code)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getWriter().write("{\"error\":\"" + code + "\"}");
  }
}

package org.rapportfhir.server.smart;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.client.ClientAssertions;
import org.rapportfhir.server.smart.client.NamedByAssertion;
import org.rapportfhir.server.smart.client.PublicApps;
import org.rapportfhir.server.smart.launch.Launches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsUtils;

/** The authorization server's endpoints, with what SMART changes in Spring's. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerSecurity {

  static final RequestMatcher AUTHORIZE =
      PathPatternRequestMatcher.withDefaults().matcher("/oauth2/authorize");

  private final RapportSettings settings;
  private final SmartClaims claims;
  private final Launches launches;
  private final LaunchContexts contexts;
  private final ClientAssertions assertions;
  private final PublicApps publicApps;

  AuthorizationServerSecurity(
      RapportSettings settings,
      SmartClaims claims,
      Launches launches,
      LaunchContexts contexts,
      ClientAssertions assertions,
      RegisteredClientRepository clients) {
    this.settings = settings;
    this.claims = claims;
    this.launches = launches;
    this.contexts = contexts;
    this.assertions = assertions;
    this.publicApps = new PublicApps(clients);
  }

  @Bean
  @Order(10)
  SecurityFilterChain authorizationServerSecurityChain(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer server =
        OAuth2AuthorizationServerConfigurer.authorizationServer();
    http.securityMatcher(
            new OrRequestMatcher(
                server.getEndpointsMatcher(), AuthorizationServerSecurity::isPreflight))
        .with(server, this::configure)
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .requestCache(cache -> cache.requestCache(authorizationRequestsOnly()))
        .exceptionHandling(
            errors ->
                errors
                    .defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint(PageSecurity.SIGN_IN), AUTHORIZE)
                    .defaultAuthenticationEntryPointFor(
                        (request, response, cause) -> whoAreYou(response),
                        AnyRequestMatcher.INSTANCE));
    http.addFilterAfter(new PostedAuthorizations(), HeaderWriterFilter.class);
    CrossOrigin.allow(http);
    SecurityHeaders.forPages(http, settings);
    return http.build();
  }

  /** A client that said nothing by which it could be known (RFC 6749, section 5.2). */
  private static void whoAreYou(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"rapport\"");
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getWriter()
        .write(
            "{\"error\":\"invalid_client\",\"error_description\":\"There is no such client, or it"
                + " did not authenticate as it is registered\"}");
  }

  /** The endpoints' matcher knows their methods, and a browser asks by OPTIONS first. */
  private static boolean isPreflight(HttpServletRequest request) {
    String path = request.getRequestURI();
    return CorsUtils.isPreFlightRequest(request)
        && (path.startsWith("/oauth2/") || path.equals("/userinfo"));
  }

  /** What sign-in returns to: nothing but an app's request for authorization. */
  static HttpSessionRequestCache authorizationRequestsOnly() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(AUTHORIZE);
    return cache;
  }

  private void configure(OAuth2AuthorizationServerConfigurer server) {
    server
        .clientAuthentication(
            client ->
                client
                    .authenticationConverter(publicApps)
                    .authenticationConverter(new NamedByAssertion())
                    .authenticationProvider(publicApps)
                    .authenticationProviders(each(this::checkAssertions)))
        .authorizationEndpoint(
            endpoint ->
                endpoint
                    .consentPage(ConsentController.PAGE)
                    .authenticationProviders(each(this::checkCodeRequests)))
        .tokenEndpoint(
            endpoint ->
                endpoint
                    .accessTokenResponseHandler(withLaunchContext())
                    .authenticationProviders(each(this::checkClientCredentials)))
        .authorizationServerMetadataEndpoint(
            metadata ->
                metadata.authorizationServerMetadataCustomizer(
                    document -> document.claims(AuthorizationServerSecurity::onlyWhatWorks)))
        .oidc(
            oidc ->
                oidc.providerConfigurationEndpoint(
                        endpoint ->
                            endpoint.providerConfigurationCustomizer(
                                document ->
                                    document.claims(AuthorizationServerSecurity::onlyWhatWorks)))
                    .userInfoEndpoint(endpoint -> endpoint.userInfoMapper(this::userInfo)));
  }

  private static Consumer<List<AuthenticationProvider>> each(
      Consumer<AuthenticationProvider> change) {
    return providers -> providers.forEach(change);
  }

  private void checkCodeRequests(AuthenticationProvider provider) {
    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
      codes.setAuthenticationValidator(
          OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR
              .andThen(new AudienceGate(settings.fhirBase()))
              .andThen(ScopeGate.forCodes())
              .andThen(new LaunchGate(launches)));
    } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consents) {
      consents.setAuthorizationConsentCustomizer(new ConsentGate(contexts));
    }
  }

  private void checkAssertions(AuthenticationProvider provider) {
    if (provider instanceof JwtClientAssertionAuthenticationProvider byKey) {
      byKey.setJwtDecoderFactory(assertions);
    }
  }

  private AuthenticationSuccessHandler withLaunchContext() {
    var handler = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    handler.setAccessTokenResponseCustomizer(new LaunchAnswer(settings));
    return handler;
  }

  private void checkClientCredentials(AuthenticationProvider provider) {
    if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider credentials) {
      credentials.setAuthenticationValidator(ScopeGate.forClientCredentials());
    }
  }

  /** Spring announces all that it could do; a client must not try what no client may use here. */
  private static void onlyWhatWorks(Map<String, Object> document) {
    document.keySet().removeIf(name -> name.startsWith("device_authorization"));
    document.remove("tls_client_certificate_bound_access_tokens");
    document.remove("dpop_signing_alg_values_supported");
    document.put("grant_types_supported", SmartDocument.GRANT_TYPES);
    document.put("scopes_supported", SmartDocument.SCOPES);
    document.put("token_endpoint_auth_methods_supported", SmartDocument.CLIENT_AUTHENTICATION);
    document.put("revocation_endpoint_auth_methods_supported", SmartDocument.CLIENT_AUTHENTICATION);
    document.put(
        "introspection_endpoint_auth_methods_supported", SmartDocument.CLIENT_AUTHENTICATION);
    document.put(
        "token_endpoint_auth_signing_alg_values_supported", SmartDocument.ASSERTION_ALGORITHMS);
  }

  private OidcUserInfo userInfo(OidcUserInfoAuthenticationContext context) {
    String subject = context.getAuthorization().getPrincipalName();
    Map<String, Object> info = new HashMap<>(Map.of("sub", subject));
    if (context.getAccessToken().getScopes().contains(SmartClaims.FHIR_USER)) {
      claims.fhirUser(subject).ifPresent(user -> info.put(SmartClaims.FHIR_USER, user));
    }
    return new OidcUserInfo(info);
  }
}

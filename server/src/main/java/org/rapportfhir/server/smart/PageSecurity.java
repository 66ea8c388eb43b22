package org.rapportfhir.server.smart;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * Everything without an access token: sign-in, pages, personal links. What isn't named is closed.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

  static final String SIGN_IN = "/sign-in";

  /** Open here: pages hold no data, and the rest carry a credential of their own. */
  private static final String[] OPEN = {
    "/",
    "/assets/**",
    "/practice",
    "/favicon.ico",
    "/error",
    SIGN_IN,
    "/sign-in/csrf",
    "/desk",
    "/desk/callback",
    "/desk/launch",
    "/join/**",
    "/visit/**",
    "/docs",
    "/docs/**",
    "/internal/janus/events",
    "/actuator/health",
    "/actuator/health/**"
  };

  /** Called with a personal link or a key of their own, never on the strength of the session. */
  private static final String[] WITHOUT_SESSION = {
    "/join/**",
    "/visit/**",
    "/internal/janus/events",
    SandboxTokenSecurity.PATH,
    "/sandbox/ehr/launches",
    RegistrationController.PATH
  };

  private final RapportSettings settings;
  private final Environment environment;
  private final OAuth2AuthorizationService authorizations;

  PageSecurity(
      RapportSettings settings,
      Environment environment,
      OAuth2AuthorizationService authorizations) {
    this.settings = settings;
    this.environment = environment;
    this.authorizations = authorizations;
  }

  @Bean
  @Order(100)
  SecurityFilterChain pageSecurityChain(HttpSecurity http, SessionLimits limits) throws Exception {
    http.authorizeHttpRequests(
            requests -> {
              requests
                  .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                  .permitAll()
                  .requestMatchers(OPEN)
                  .permitAll()
                  .requestMatchers(this::operatorsMetrics)
                  .permitAll();
              if (settings.sandbox()) {
                requests.requestMatchers("/sandbox/**", RegistrationController.PATH).permitAll();
              }
              requests
                  .requestMatchers(ConsentController.PAGE, ConsentController.PAGE + "/**")
                  .authenticated();
              requests.anyRequest().denyAll();
            })
        .csrf(csrf -> csrf.ignoringRequestMatchers(WITHOUT_SESSION))
        .requestCache(
            cache -> cache.requestCache(AuthorizationServerSecurity.authorizationRequestsOnly()))
        .formLogin(
            form ->
                form.loginPage(SIGN_IN)
                    .failureUrl(SIGN_IN + "?error")
                    .successHandler(startLimits(limits)))
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(
                        (request, response, cause) ->
                            response.sendError(HttpServletResponse.SC_NOT_FOUND))
                    .accessDeniedHandler(PageSecurity::denied));
    http.addFilterAfter(new ConsentPagePolicy(authorizations), HeaderWriterFilter.class);
    SecurityHeaders.forPages(http, settings);
    return http.build();
  }

  /** Metrics are for the management port, which stays inside; never for the public one. */
  private boolean operatorsMetrics(HttpServletRequest request) {
    Integer management = environment.getProperty("local.management.port", Integer.class);
    Integer open = environment.getProperty("local.server.port", Integer.class);
    return request.getRequestURI().equals("/actuator/prometheus")
        && management != null
        && !management.equals(open)
        && management == request.getLocalPort();
  }

  private static AuthenticationSuccessHandler startLimits(SessionLimits limits) {
    SavedRequestAwareAuthenticationSuccessHandler goOn =
        new SavedRequestAwareAuthenticationSuccessHandler() {
          @Override
          public void onAuthenticationSuccess(
              HttpServletRequest request, HttpServletResponse response, Authentication who)
              throws ServletException, IOException {
            limits.start(request.getSession());
            super.onAuthenticationSuccess(request, response, who);
          }
        };
    goOn.setRequestCache(AuthorizationServerSecurity.authorizationRequestsOnly());
    goOn.setDefaultTargetUrl("/desk");
    return goOn;
  }

  /** A sign-in form that lay open too long comes back as a fresh one. */
  private static void denied(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    boolean staleForm = cause instanceof CsrfException;
    if (staleForm && request.getRequestURI().equals(SIGN_IN)) {
      response.sendRedirect(SIGN_IN + "?error");
    } else {
      response.sendError(
          staleForm ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
    }
  }
}

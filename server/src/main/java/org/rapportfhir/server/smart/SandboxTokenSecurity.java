package org.rapportfhir.server.smart;

import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** What the sandbox's command line may ask for. Outside of the sandbox: not there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("rapport.sandbox")
class SandboxTokenSecurity {

  static final String PATH = "/sandbox/token";

  /** What the demo practice answers to the command line; its controller is the sandbox's own. */
  private static final String[] DEMO_PRACTICE = {"/sandbox/ready", "/sandbox/outbox"};

  private static final String CALLER = "CLI";

  @Bean
  @Order(40)
  SecurityFilterChain sandboxTokenSecurityChain(
      HttpSecurity http, RapportSettings settings, PasswordEncoder encoder) throws Exception {
    http.securityMatchers(asked -> asked.requestMatchers(PATH).requestMatchers(DEMO_PRACTICE))
        .authenticationManager(commandLineOnly(settings, encoder))
        .httpBasic(Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(CALLER))
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    SecurityHeaders.forData(http, settings);
    return http.build();
  }

  @Bean
  SandboxTokens sandboxTokens(
      RapportSettings settings,
      SmartClaims claims,
      JwtEncoder encoder,
      RegisteredClientRepository clients,
      OAuth2AuthorizationService authorizations,
      UserAccounts accounts) {
    return new SandboxTokens(settings, claims, encoder, clients, authorizations, accounts);
  }

  /** A manager of its own, without the server's accounts behind it. */
  private static ProviderManager commandLineOnly(
      RapportSettings settings, PasswordEncoder encoder) {
    var secret = encoder.encode(settings.sandboxCliSecret());
    var cli = User.withUsername(FirstPartyClients.CLI).password(secret).roles(CALLER).build();
    var provider = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(cli));
    provider.setPasswordEncoder(encoder);
    return new ProviderManager(provider);
  }
}

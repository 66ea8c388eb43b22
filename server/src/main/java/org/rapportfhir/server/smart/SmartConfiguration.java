package org.rapportfhir.server.smart;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.client.AppRegistrations;
import org.rapportfhir.server.smart.client.ClientAssertions;
import org.rapportfhir.server.smart.client.ClientKeys;
import org.rapportfhir.server.smart.client.KeySetFetcher;
import org.rapportfhir.server.smart.client.UsedAssertions;
import org.rapportfhir.server.smart.launch.Launches;
import org.rapportfhir.server.smart.token.Authorizations;
import org.rapportfhir.server.smart.token.RefreshTokens;
import org.rapportfhir.server.smart.token.RevokedTokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * Keys, tokens and stores of the authorization server. Who may reach what is in the filter chains.
 */
@Configuration(proxyBeanMethods = false)
class SmartConfiguration {

  /** Nodes' clocks may differ by so much. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  /**
   * Filter chains see the whole path. Spring's own choice would be the path below the servlet that
   * answers, and {@code /fhir/**} would never match there.
   */
  @Bean
  PathPatternRequestMatcherBuilderFactoryBean requestMatcherBuilder() {
    return new PathPatternRequestMatcherBuilderFactoryBean();
  }

  /** No timer around each of a dozen filters: it costs every request and tells nobody much. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  @Bean
  UserAccounts userAccounts(JdbcTemplate jdbc, PasswordEncoder encoder) {
    return new UserAccounts(jdbc, encoder);
  }

  @Bean
  PasswordSignIn passwordSignIn(UserAccounts accounts, PasswordEncoder encoder) {
    return new PasswordSignIn(accounts, encoder);
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(RapportSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
  }

  @Bean
  JWKSource<SecurityContext> jwkSource(RapportSettings settings, JdbcTemplate jdbc) {
    KeySeal seal = new KeySeal(settings.keyFor("rapport/signing-keys/1"), new SecureRandom());
    return new ImmutableJWKSet<>(new SigningKeys(jdbc, seal).load());
  }

  @Bean
  JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
    NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
    encoder.setJwkSelector(candidates -> candidates.get(0));
    return encoder;
  }

  /**
   * Accepts our own access tokens and nothing else. The algorithm comes from here and never from
   * the token: neither {@code none} nor an HMAC keyed with the public key gets through.
   */
  @Bean
  JwtDecoder jwtDecoder(
      RapportSettings settings, JWKSource<SecurityContext> keys, RevokedTokens revoked) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(SmartClaims.ACCESS_TOKEN_TYPE)));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // by the validators below
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success()); // on every use, below
    return new VerifiedTokens(
        decoder,
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(CLOCK_SKEW),
            new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
            new JwtIssuerValidator(settings.issuer()),
            new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD,
                audience -> audience != null && audience.contains(settings.fhirBase())),
            revoked));
  }

  @Bean
  SmartClaims smartClaims(
      RapportSettings settings, UserAccounts accounts, LaunchContexts contexts) {
    return new SmartClaims(settings, accounts, contexts);
  }

  @Bean
  OAuth2TokenGenerator<?> tokenGenerator(JwtEncoder encoder, SmartClaims claims) {
    JwtGenerator signed = new JwtGenerator(encoder);
    signed.setJwtCustomizer(claims);
    return new DelegatingOAuth2TokenGenerator(signed, new RefreshTokens());
  }

  @Bean
  Launches launches(JdbcTemplate jdbc) {
    return new Launches(jdbc);
  }

  @Bean
  LaunchContexts launchContexts(Launches launches, UserAccounts accounts) {
    return new LaunchContexts(launches, accounts);
  }

  @Bean
  RevokedTokens revokedTokens(JdbcTemplate jdbc) {
    return new RevokedTokens(jdbc);
  }

  @Bean
  UsedAssertions usedAssertions(JdbcTemplate jdbc) {
    return new UsedAssertions(jdbc);
  }

  @Bean
  KeySetFetcher keySetFetcher(RapportSettings settings) {
    return new KeySetFetcher(settings.sandbox());
  }

  @Bean
  ClientAssertions clientAssertions(
      RapportSettings settings, KeySetFetcher fetcher, UsedAssertions used) {
    String issuer = settings.issuer();
    return new ClientAssertions(
        new ClientKeys(fetcher),
        used,
        Set.of(issuer + "/oauth2/token", issuer + "/oauth2/revoke", issuer + "/oauth2/introspect"));
  }

  @Bean
  AppRegistrations appRegistrations(
      RegisteredClientRepository clients,
      PasswordEncoder encoder,
      KeySetFetcher fetcher,
      JdbcTemplate jdbc) {
    return new AppRegistrations(clients, encoder, fetcher, jdbc, ScopeGate::isKnown);
  }

  @Bean
  RegisteredClientRepository registeredClients(JdbcTemplate jdbc) {
    return new JdbcRegisteredClientRepository(tables(jdbc));
  }

  @Bean
  OAuth2AuthorizationService authorizations(
      JdbcTemplate jdbc, RegisteredClientRepository clients, RevokedTokens revoked) {
    return new Authorizations(
        new JdbcOAuth2AuthorizationService(tables(jdbc), clients), revoked, jdbc);
  }

  @Bean
  OAuth2AuthorizationConsentService authorizationConsents() {
    return new AskEachTime();
  }

  @Bean
  FirstPartyClients firstPartyClients(
      RapportSettings settings,
      RegisteredClientRepository clients,
      PasswordEncoder encoder,
      JdbcTemplate jdbc) {
    return new FirstPartyClients(settings, clients, encoder, jdbc);
  }

  @Bean
  ExpiredAuthorizations expiredAuthorizations(JdbcTemplate jdbc, Launches launches) {
    return new ExpiredAuthorizations(jdbc, launches);
  }

  @Bean
  SessionLimits sessionLimits(ObjectProvider<Clock> clock) {
    return new SessionLimits(clock.getIfAvailable(Clock::systemUTC));
  }

  /** Before Spring Security, which would otherwise load the sign-in of a session that is over. */
  @Bean
  FilterRegistrationBean<SessionLimits> sessionLimitsFilter(SessionLimits limits) {
    FilterRegistrationBean<SessionLimits> registration = new FilterRegistrationBean<>(limits);
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 10);
    return registration;
  }

  /** Before anything reads a body: Spring Security's check of form tokens is the first to. */
  @Bean
  FilterRegistrationBean<SmallBodies> smallBodies() {
    FilterRegistrationBean<SmallBodies> registration =
        new FilterRegistrationBean<>(new SmallBodies());
    registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 20);
    return registration;
  }

  /** Lets the authorization server forget sessions that have ended. */
  @Bean
  HttpSessionEventPublisher httpSessionEventPublisher() {
    return new HttpSessionEventPublisher();
  }

  @Bean
  SessionCookie sessionCookie(RapportSettings settings) {
    return new SessionCookie(settings.https());
  }

  @Bean
  FhirScopeAuthorization fhirScopeAuthorization(ScopeQueries queries) {
    return new FhirScopeAuthorization(queries);
  }

  private static SmartTables tables(JdbcTemplate jdbc) {
    DataSource dataSource = Objects.requireNonNull(jdbc.getDataSource());
    return new SmartTables(dataSource);
  }
}

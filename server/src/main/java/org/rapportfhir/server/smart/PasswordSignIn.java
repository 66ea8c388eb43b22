package org.rapportfhir.server.smart;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks a name and a password. An unknown name, a wrong password and a closed account cost the
 * same work and get the same answer, so that nobody learns who has an account. Wrong passwords
 * count by account and address, so that whoever only knows a name keeps its owner out nowhere else.
 */
final class PasswordSignIn implements AuthenticationProvider {

  private final UserAccounts accounts;
  private final PasswordEncoder encoder;
  private final String nobodysHash;

  /** Each check takes 16 MiB and one core for a while: more at once would only starve visits. */
  private final Semaphore checks = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  PasswordSignIn(UserAccounts accounts, PasswordEncoder encoder) {
    this.accounts = accounts;
    this.encoder = encoder;
    this.nobodysHash = encoder.encode("nobody has this password");
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String username = asked.getName();
    String password = String.valueOf(asked.getCredentials());
    String address = SourceAddress.of(asked);
    Optional<String> hash = accounts.beginTry(username, address);
    boolean right = matches(password, hash.orElse(nobodysHash)) && hash.isPresent();
    Optional<UserAccounts.Account> account = right ? accounts.find(username) : Optional.empty();
    if (account.isEmpty()) {
      throw new BadCredentialsException("Wrong name or password");
    }
    accounts.succeeded(username, address);
    return signedIn(account.get(), asked);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private boolean matches(String password, String hash) {
    checks.acquireUninterruptibly();
    try {
      return encoder.matches(password, hash);
    } finally {
      checks.release();
    }
  }

  private static Authentication signedIn(UserAccounts.Account account, Authentication asked) {
    var authorities =
        AuthorityUtils.createAuthorityList(
            account.roles().stream().map(role -> "ROLE_" + role).sorted().toList());
    var result =
        UsernamePasswordAuthenticationToken.authenticated(
            new User(account.username(), "", authorities), null, authorities);
    result.setDetails(asked.getDetails());
    return result;
  }
}

package org.rapportfhir.server.smart;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The people who may sign in. Names are told apart without regard to case. */
public class UserAccounts {

  /** How many wrong passwords lock an account, and for how long. */
  static final int TRIES = 5;

  static final int LOCK_MINUTES = 15;

  private final JdbcOperations jdbc;
  private final PasswordEncoder encoder;

  UserAccounts(JdbcOperations jdbc, PasswordEncoder encoder) {
    this.jdbc = jdbc;
    this.encoder = encoder;
  }

  /**
   * Somebody who may sign in.
   *
   * @param fhirUser the person's own resource, such as {@code Practitioner/12}; null for none
   */
  public record Account(String username, @Nullable String fhirUser, Set<String> roles) {
    public Account {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * Makes an account. Does nothing when the name is taken: neither the password nor anything else
   * of that account changes.
   *
   * @param fhirUser reference of the person's resource, such as {@code Practitioner/12}
   */
  public void create(
      String username, String rawPassword, @Nullable String fhirUser, Collection<String> roles) {
    if (find(username).isPresent()) {
      return;
    }
    jdbc.update(
        "insert into rapport.user_account (username, password_hash, fhir_user, roles)"
            + " values (?, ?, ?, ?) on conflict do nothing",
        key(username),
        encoder.encode(rawPassword),
        fhirUser,
        roles.toArray(String[]::new));
  }

  public Optional<Account> find(String username) {
    return jdbc
        .query(
            "select username, fhir_user, roles from rapport.user_account where username = ?",
            (row, number) -> account(row),
            key(username))
        .stream()
        .findFirst();
  }

  /** Everybody, by name. */
  public List<Account> all() {
    return jdbc.query(
        "select username, fhir_user, roles from rapport.user_account order by username",
        (row, number) -> account(row));
  }

  /**
   * Counts a try before its password is looked at, so that guesses made at the same time count too.
   *
   * @return the hash to check against; empty when there is no such account or it is locked
   */
  Optional<String> beginTry(String username) {
    return jdbc
        .queryForList(
            """
            update rapport.user_account
               set failed_tries = case when locked_until is null then failed_tries + 1 else 1 end,
                   locked_until = case when locked_until is null and failed_tries + 1 >= ?
                                       then now() + make_interval(mins => ?) end
             where username = ? and (locked_until is null or locked_until <= now())
            returning password_hash
            """,
            String.class,
            TRIES,
            LOCK_MINUTES,
            key(username))
        .stream()
        .findFirst();
  }

  /** Forgets failed tries. */
  void succeeded(String username) {
    jdbc.update(
        "update rapport.user_account set failed_tries = 0, locked_until = null where username = ?",
        key(username));
  }

  private static Account account(ResultSet row) throws SQLException {
    String[] roles = (String[]) row.getArray("roles").getArray();
    return new Account(
        row.getString("username"), row.getString("fhir_user"), Set.copyOf(List.of(roles)));
  }

  private static String key(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }
}

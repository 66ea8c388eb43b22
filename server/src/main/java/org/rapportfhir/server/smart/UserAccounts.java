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

  /**
   * So many wrong passwords from one address close the account to this address for {@link
   * #LOCK_MINUTES}; each further so many for twice as long, up to a day.
   */
  static final int TRIES = 5;

  static final int LOCK_MINUTES = 15;

  /**
   * After so many in a row, from wherever, addresses that nobody signed in from lately get one try
   * in {@link #STRANGERS_LOCK_HOURS} together. NIST SP 800-63B-4, 3.2.2 allows so many, and names
   * both means against locking out the owner: growing waits, and addresses known from before.
   */
  static final int TRIES_IN_A_ROW = 100;

  static final int STRANGERS_LOCK_HOURS = 24;

  /** How long an address is remembered after its last try. */
  static final int REMEMBERED_DAYS = 90;

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
   * @param address where the try comes from
   * @return the hash to check against; empty when there is no such account or it is closed to this
   *     address
   */
  Optional<String> beginTry(String username, String address) {
    return countHere(key(username), address).flatMap(known -> countInAll(key(username), known));
  }

  /** Whether the address is known; empty when it has to wait. */
  private Optional<Boolean> countHere(String username, String address) {
    return jdbc
        .queryForList(
            """
            insert into rapport.sign_in_address as here (username, address)
            select username, ?
              from rapport.user_account account
             where username = ?
               and (locked_until is null or locked_until <= now()
                    or exists (select from rapport.sign_in_address known
                                where known.username = account.username and known.address = ?
                                  and known.signed_in_at is not null))
            on conflict (username, address) do update
               set failed_tries = here.failed_tries + 1,
                   tried_at = now(),
                   locked_until =
                     case when (here.failed_tries + 1) % ? = 0
                          then now() + least(interval '1 day', make_interval(mins => ?)
                                             * power(2, least(here.failed_tries / ?, 10))) end
             where here.locked_until is null or here.locked_until <= now()
            returning signed_in_at is not null
            """,
            Boolean.class, address, username, address, TRIES, LOCK_MINUTES, TRIES)
        .stream()
        .findFirst();
  }

  private Optional<String> countInAll(String username, boolean knownAddress) {
    return jdbc
        .queryForList(
            """
            update rapport.user_account
               set failed_tries = failed_tries + 1,
                   locked_until = case when failed_tries + 1 >= ?
                                       then now() + make_interval(hours => ?) end
             where username = ? and (? or locked_until is null or locked_until <= now())
            returning password_hash
            """,
            String.class,
            TRIES_IN_A_ROW,
            STRANGERS_LOCK_HOURS,
            username,
            knownAddress)
        .stream()
        .findFirst();
  }

  /** Forgets failed tries, knows the address from now on, and forgets addresses of long ago. */
  void succeeded(String username, String address) {
    jdbc.update(
        "update rapport.user_account set failed_tries = 0, locked_until = null where username = ?",
        key(username));
    jdbc.update(
        "update rapport.sign_in_address"
            + " set failed_tries = 0, locked_until = null, signed_in_at = now()"
            + " where username = ? and address = ?",
        key(username),
        address);
    jdbc.update(
        "delete from rapport.sign_in_address"
            + " where username = ? and tried_at < now() - make_interval(days => ?)",
        key(username),
        REMEMBERED_DAYS);
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

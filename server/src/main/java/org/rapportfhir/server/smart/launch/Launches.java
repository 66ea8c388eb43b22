package org.rapportfhir.server.smart.launch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Launches from an EHR. The EHR gets an opaque handle and gives it to the app, which gives it back
 * when it asks for authorization. A handle is for one person and one app, works for some minutes,
 * and opens one authorization; only its hash is stored.
 */
public class Launches {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int HANDLE_BYTES = 32;

  private final JdbcOperations jdbc;
  private final SecureRandom random = new SecureRandom();

  public Launches(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * For whom a launch was made.
   *
   * @param username the only user who may follow it
   * @param clientId the only app that may; null for whichever app the EHR opened
   */
  public record Launch(String username, @Nullable String clientId, LaunchContext context) {

    /** Whether this user and this app may follow it. */
    public boolean isFor(String user, String app) {
      return username.equals(user) && isForApp(app);
    }

    public boolean isForApp(String app) {
      return clientId == null || clientId.equals(app);
    }
  }

  /** The handle, for the {@code launch} parameter of the app's launch address. */
  public String begin(Launch launch) {
    byte[] bytes = new byte[HANDLE_BYTES];
    random.nextBytes(bytes);
    String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    LaunchContext context = launch.context();
    jdbc.update(
        """
        insert into rapport.smart_launch
               (handle_hash, username, client_id, patient, encounter, intent, patient_banner, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
        """,
        hash(handle),
        launch.username(),
        launch.clientId(),
        context.patient(),
        context.encounter(),
        context.intent(),
        context.needsPatientBanner(),
        LIFE.toSeconds());
    return handle;
  }

  /** Empty for a handle that is unknown, expired or has been used. */
  public Optional<Launch> find(String handle) {
    return jdbc
        .query(
            """
            select * from rapport.smart_launch
             where handle_hash = ? and authorization_id is null and expires_at > now()
            """,
            (row, number) -> launch(row),
            hash(handle))
        .stream()
        .findFirst();
  }

  /**
   * Binds the handle to this authorization, if it isn't bound to another. The same authorization
   * may ask again, as at each refresh.
   *
   * @param authorizationId of the app's authorization
   */
  public Optional<Launch> redeem(String handle, String authorizationId) {
    return jdbc
        .query(
            """
            update rapport.smart_launch set authorization_id = ?
             where handle_hash = ?
               and (authorization_id = ? or authorization_id is null and expires_at > now())
            returning *
            """,
            (row, number) -> launch(row),
            authorizationId,
            hash(handle),
            authorizationId)
        .stream()
        .findFirst();
  }

  /** Those that nobody followed in time, and those whose authorization is gone. */
  public void removeOld() {
    jdbc.update(
        """
        delete from rapport.smart_launch l
         where l.expires_at < now() - interval '1 hour'
           and not exists (select from rapport.oauth2_authorization a where a.id = l.authorization_id)
        """);
  }

  private static Launch launch(ResultSet row) throws SQLException {
    return new Launch(
        row.getString("username"),
        nullable(row, "client_id"),
        new LaunchContext(
            nullable(row, "patient"),
            nullable(row, "encounter"),
            nullable(row, "intent"),
            row.getBoolean("patient_banner")));
  }

  private static @Nullable String nullable(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  private static byte[] hash(String handle) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(handle.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

package org.rapportfhir.server.visit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Personal join links. A link's token is the invitation's random id (122 bits) followed by 128 bits
 * of HMAC-SHA-256 over it: a forged token is refused without a look into the database, and the
 * token itself is stored nowhere.
 */
final class JoinLinks {
  private static final int ID_BYTES = 16;
  private static final int SIGNATURE_BYTES = 16;
  private static final int TOKEN_CHARS = 43;

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final RapportSettings settings;
  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  JoinLinks(JdbcTemplate jdbc, Clock clock, RapportSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.key = new SecretKeySpec(settings.keyFor("join-link"), "HmacSHA256");
  }

  /** A fresh link and when it stops working by itself. */
  record Link(String url, Instant expires) {}

  /** Whom a working token lets in, and where. */
  record Invitation(UUID id, String visit, String person) {}

  Link create(Visit visit, Person person) {
    UUID id = randomId();
    Instant expires = visit.end().plus(settings.visit().linkOutlives());
    jdbc.update(
        "insert into rapport.invitation (id, encounter, person, expires_at) values (?, ?, ?, ?)",
        id,
        visit.id(),
        person.id(),
        Timestamp.from(expires));
    return new Link(settings.baseUrl() + "/join/" + token(id), expires);
  }

  /** Empty for each token that doesn't work, whatever the reason. */
  Optional<Invitation> resolve(String token) {
    return idOf(token).flatMap(this::working);
  }

  private Optional<Invitation> working(UUID id) {
    return jdbc
        .query(
            """
            select i.id, i.encounter, i.person
              from rapport.invitation i join rapport.visit v on v.encounter = i.encounter
             where i.id = ? and i.revoked_at is null
               and greatest(i.expires_at, v.ends + make_interval(secs => ?)) > ?
            """,
            (row, number) ->
                new Invitation(
                    row.getObject("id", UUID.class),
                    row.getString("encounter"),
                    row.getString("person")),
            id,
            (double) settings.visit().linkOutlives().toSeconds(),
            Timestamp.from(clock.instant()))
        .stream()
        .findFirst();
  }

  /** Kills every link of the person to this visit. */
  void revoke(String visit, String person) {
    jdbc.update(
        "update rapport.invitation set revoked_at = now()"
            + " where encounter = ? and person = ? and revoked_at is null",
        visit,
        person);
  }

  /** Whom the token is for, even when its time is over; empty when revoked or never ours. */
  Optional<Invitation> whoseIs(String token) {
    return idOf(token)
        .flatMap(
            id -> {
              List<Invitation> found =
                  jdbc.query(
                      "select id, encounter, person from rapport.invitation"
                          + " where id = ? and revoked_at is null",
                      (row, number) ->
                          new Invitation(
                              row.getObject("id", UUID.class),
                              row.getString("encounter"),
                              row.getString("person")),
                      id);
              return found.stream().findFirst();
            });
  }

  private UUID randomId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private String token(UUID id) {
    byte[] bytes = bytes(id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES).put(bytes).put(sign(bytes)).array());
  }

  private Optional<UUID> idOf(String token) {
    if (token.length() != TOKEN_CHARS) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    byte[] id = Arrays.copyOf(bytes, ID_BYTES);
    byte[] signature = Arrays.copyOfRange(bytes, ID_BYTES, ID_BYTES + SIGNATURE_BYTES);
    if (!MessageDigest.isEqual(signature, sign(id))) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(id);
    return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
  }

  private byte[] sign(byte[] id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(id), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM has HmacSHA256", e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}

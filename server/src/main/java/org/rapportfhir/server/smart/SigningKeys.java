package org.rapportfhir.server.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The keys that sign tokens, kept in the database so that every node signs with the same ones. Each
 * is named by its RFC 7638 thumbprint.
 */
final class SigningKeys {

  private static final int RSA_BITS = 2048;

  private final JdbcOperations jdbc;
  private final KeySeal seal;

  SigningKeys(JdbcOperations jdbc, KeySeal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  /** All keys, the signing one first; the first start ever makes it. */
  JWKSet load() {
    if (stored().isEmpty()) {
      offer(newKey());
    }
    return new JWKSet(List.<JWK>copyOf(stored()));
  }

  private List<RSAKey> stored() {
    return jdbc.query(
        "select kid, sealed_jwk from rapport.signing_key order by active desc, created_at desc",
        (row, number) -> parse(seal.open(row.getString("kid"), row.getString("sealed_jwk"))));
  }

  /** Does nothing when another node was first. */
  private void offer(RSAKey key) {
    jdbc.update(
        "insert into rapport.signing_key (kid, algorithm, public_jwk, sealed_jwk)"
            + " values (?, ?, ?, ?) on conflict do nothing",
        key.getKeyID(),
        key.getAlgorithm().getName(),
        key.toPublicJWK().toJSONString(),
        seal.seal(key.getKeyID(), key.toJSONString()));
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(RSA_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java has no RSA", e);
    }
  }

  private static RSAKey parse(String jwk) {
    try {
      return RSAKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("A stored signing key is not a JWK", e);
    }
  }
}

package org.rapportfhir.server.smart;

import java.util.concurrent.TimeUnit;
import org.rapportfhir.server.smart.launch.Launches;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Removes authorizations whose codes and tokens have all expired; otherwise each token ever issued
 * would stay. They are kept for a day, so that a code used a second time is still recognised.
 */
class ExpiredAuthorizations {

  private final JdbcOperations jdbc;
  private final Launches launches;

  ExpiredAuthorizations(JdbcOperations jdbc, Launches launches) {
    this.jdbc = jdbc;
    this.launches = launches;
  }

  /** Safe to run on several nodes at once. */
  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void remove() {
    jdbc.update(
        """
        delete from rapport.oauth2_authorization
         where coalesce(greatest(authorization_code_expires_at, access_token_expires_at,
                                 oidc_id_token_expires_at, refresh_token_expires_at),
                        created_at)
               < now() - interval '1 day'
        """);
    launches.removeOld();
  }
}

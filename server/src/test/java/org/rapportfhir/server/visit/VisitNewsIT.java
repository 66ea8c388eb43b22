package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapportfhir.server.support.Eventually.eventually;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.rapportfhir.server.support.RunningServer;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** News of visits go on being heard, whatever passing one on came to. */
class VisitNewsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.get();
  private final AtomicInteger everythingTold = new AtomicInteger();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void aDatabaseThatFailsWhileTheNewsArePassedOnStopsNothingAndAllIsToldAgain() {
    var news = new VisitNews(server.bean(DataSource.class), this::changed, this::watched);
    news.start();
    try {
      eventually(SOON, everythingTold::get, times -> times == 2);
      tell("a");
      eventually(SOON, everythingTold::get, times -> times == 3);
      tell("b");
      eventually(SOON, () -> told.contains("b"), Boolean.TRUE::equals);
      assertThat(told).containsSubsequence("watched", "a", "watched", "b");
    } finally {
      news.stop();
    }
  }

  private void tell(String visit) {
    server
        .bean(JdbcTemplate.class)
        .query("select pg_notify(?, ?)", row -> null, VisitStore.CHANNEL, visit);
  }

  private void changed(String visit) {
    told.add(visit);
    if (visit.equals("a")) {
      throw new DataAccessResourceFailureException("this belongs to the test");
    }
  }

  private Set<String> watched() {
    if (everythingTold.incrementAndGet() == 1) {
      throw new DataAccessResourceFailureException("this belongs to the test");
    }
    return Set.of("watched");
  }
}

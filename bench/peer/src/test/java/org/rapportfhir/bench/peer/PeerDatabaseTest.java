package org.rapportfhir.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeerDatabaseTest {

  @Test
  void databaseIsMadeOverTheSameServerWithTheSameOptions() {
    String url = "jdbc:postgresql://localhost:5432/peer?sslmode=disable";

    assertThat(PeerDatabase.name(url)).isEqualTo("peer");
    assertThat(PeerDatabase.maintenanceUrl(url))
        .isEqualTo("jdbc:postgresql://localhost:5432/postgres?sslmode=disable");
  }

  @Test
  void otherDatabasesAreRefused() {
    assertThatThrownBy(() -> PeerDatabase.name("jdbc:h2:mem:peer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql");
  }
}

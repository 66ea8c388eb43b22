package org.rapportfhir.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmartTablesTest {

  @Test
  void tablesGetTheirSchemaOnce() {
    String sql =
        "SELECT * FROM oauth2_authorization WHERE x IN (SELECT y FROM oauth2_registered_client)";
    String qualified = SmartTables.qualified(sql);
    assertThat(qualified)
        .isEqualTo(
            "SELECT * FROM rapport.oauth2_authorization WHERE x IN"
                + " (SELECT y FROM rapport.oauth2_registered_client)");
    assertThat(SmartTables.qualified(qualified)).isEqualTo(qualified);
  }
}

package org.rapportfhir.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.TagStorageModeEnum;
import org.junit.jupiter.api.Test;

class StorageConfigurationTest {

  private static JpaStorageSettings settings(boolean tuned) {
    return new StorageConfiguration()
        .storageSettings(new PeerProperties("jdbc:postgresql://h/d", "u", "", false, tuned));
  }

  @Test
  void stockReusesSearchesForAMinuteAndKeepsTagsInTables() {
    assertThat(settings(false).getReuseCachedSearchResultsForMillis()).isEqualTo(60_000L);
    assertThat(settings(false).getTagStorageMode()).isEqualTo(TagStorageModeEnum.VERSIONED);
  }

  @Test
  void tunedKeepsHistoryAndReferentialChecks() {
    JpaStorageSettings tuned = settings(true);

    assertThat(tuned.getTagStorageMode()).isEqualTo(TagStorageModeEnum.INLINE);
    assertThat(tuned.isResourceDbHistoryEnabled()).isTrue();
    assertThat(tuned.isEnforceReferentialIntegrityOnWrite()).isTrue();
    assertThat(tuned.isEnforceReferentialIntegrityOnDelete()).isTrue();
  }
}

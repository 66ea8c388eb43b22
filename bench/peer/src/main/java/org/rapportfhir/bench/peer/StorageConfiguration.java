package org.rapportfhir.bench.peer;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.StoreMetaSourceInformationEnum;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.IndexEnabledEnum;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.TagStorageModeEnum;
import ca.uhn.fhir.jpa.subscription.match.deliver.email.IEmailSender;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How resources are stored, indexed and searched: the starter's settings, or HAPI's best known. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean
  JpaStorageSettings storageSettings(PeerProperties properties) {
    JpaStorageSettings settings = stock();
    return properties.tuned() ? tuned(settings) : settings;
  }

  /**
   * The starter's values, also where they equal the library's today: a later HAPI must not move the
   * yardstick unseen.
   */
  static JpaStorageSettings stock() {
    JpaStorageSettings settings = new JpaStorageSettings();
    pinSearch(settings);
    pinWrites(settings);
    pinTerminology(settings);
    return settings;
  }

  private static void pinSearch(JpaStorageSettings settings) {
    settings.setReuseCachedSearchResultsForMillis(60_000L);
    settings.setExpireSearchResultsAfterMillis(60 * 60_000L);
    settings.setFetchSizeDefaultMaximum(Integer.MAX_VALUE);
    settings.setSearchPreFetchThresholds(List.of(13, 503, 2003, -1));
    settings.setFilterParameterEnabled(true);
    settings.setAllowContainsSearches(true);
    settings.setLanguageSearchParameterEnabled(false);
    settings.setHibernateSearchIndexSearchParams(false);
    settings.setHibernateSearchIndexFullText(false);
    settings.setStoreResourceInHSearchIndex(false);
    settings.setDefaultSearchParamsCanBeOverridden(true);
    settings.setUseOrdinalDatesForDayPrecisionSearches(true);
    settings.setAccountForDateIndexNulls(false);
    settings.setSuppressStringIndexingInTokens(false);
  }

  private static void pinWrites(JpaStorageSettings settings) {
    settings.setTagStorageMode(TagStorageModeEnum.VERSIONED);
    settings.setStoreMetaSourceInformation(StoreMetaSourceInformationEnum.NONE);
    settings.setResourceDbHistoryEnabled(true);
    settings.setIndexMissingFields(IndexEnabledEnum.DISABLED);
    settings.setIndexStorageOptimized(false);
    settings.setIndexOnContainedResources(false);
    settings.setIndexOnUpliftedRefchains(false);
    settings.setIndexIdentifierOfType(false);
    settings.setMassIngestionMode(false);
    settings.setMatchUrlCacheEnabled(false);
    settings.setSuppressUpdatesWithNoChange(true);
    settings.setEnforceReferentialIntegrityOnWrite(true);
    settings.setEnforceReferentialIntegrityOnDelete(true);
    settings.setAutoCreatePlaceholderReferenceTargets(false);
    settings.setAllowExternalReferences(false);
    settings.setAllowMultipleDelete(false);
    settings.setDeleteEnabled(true);
    settings.setDeleteExpungeEnabled(false);
    settings.setExpungeEnabled(true);
    settings.setSchedulingDisabled(false);
    settings.setMarkResourcesForReindexingUponSearchParameterChange(true);
    settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ALPHANUMERIC);
    settings.setBundleBatchPoolSize(100);
    settings.setTreatReferencesAsLogical(
        Set.of(
            "http://terminology.hl7.org/*",
            "https://terminology.hl7.org/*",
            "http://snomed.info/*",
            "https://snomed.info/*",
            "http://unitsofmeasure.org/*",
            "https://unitsofmeasure.org/*",
            "http://loinc.org/*",
            "https://loinc.org/*"));
  }

  private static void pinTerminology(JpaStorageSettings settings) {
    settings.setPreExpandValueSets(true);
    settings.setEnableTaskPreExpandValueSets(true);
    settings.setPreExpandValueSetsMaxCount(1000);
    settings.setPreExpandValueSetsDefaultCount(1000);
    settings.setMaximumExpansionSize(1000);
    settings.setDeferIndexingForCodesystemsOfSize(100);
  }

  /** What HAPI's documentation and users advise for speed, without giving up history or checks. */
  private static JpaStorageSettings tuned(JpaStorageSettings settings) {
    settings.setTagStorageMode(TagStorageModeEnum.INLINE);
    settings.setIndexStorageOptimized(true);
    settings.setSuppressStringIndexingInTokens(true);
    settings.setDefaultTotalMode(SearchTotalModeEnum.NONE);
    settings.setMatchUrlCacheEnabled(true);
    return settings;
  }

  @Bean
  PartitionSettings partitionSettings() {
    return new PartitionSettings();
  }

  @Bean
  SubscriptionSettings subscriptionSettings() {
    return new SubscriptionSettings();
  }

  @Bean
  DatabaseBinaryContentStorageSvcImpl binaryStorage() {
    return new DatabaseBinaryContentStorageSvcImpl();
  }

  /** The subscription module insists on a sender; the starter without e-mail has a mute one too. */
  @Bean
  IEmailSender emailSender() {
    return details -> {};
  }
}

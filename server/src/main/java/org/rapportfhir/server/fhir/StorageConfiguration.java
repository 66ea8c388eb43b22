package org.rapportfhir.server.fhir;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.ClientIdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.IdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.StoreMetaSourceInformationEnum;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.IndexEnabledEnum;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.TagStorageModeEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import org.rapportfhir.server.settings.RapportSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How HAPI stores. Each setting that differs from HAPI's default says why. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

  @Bean
  JpaStorageSettings storageSettings(RapportSettings rapport) {
    var settings = new JpaStorageSettings();
    // Ids that can't be counted or guessed, and that are known before a resource is stored.
    settings.setResourceServerIdStrategy(IdStrategyEnum.UUID);
    settings.setResourceClientIdStrategy(ClientIdStrategyEnum.ANY);
    // Half the rows and indexes of the default: nothing is written that no search of ours reads.
    settings.setIndexMissingFields(IndexEnabledEnum.DISABLED);
    settings.setIndexStorageOptimized(true);
    settings.setSuppressStringIndexingInTokens(true);
    settings.setTagStorageMode(TagStorageModeEnum.INLINE);
    settings.setStoreMetaSourceInformation(StoreMetaSourceInformationEnum.NONE);
    settings.setWriteToLegacyLobColumns(false);
    settings.setWriteToSearchParamIdentityTable(false);
    settings.setHibernateSearchIndexSearchParams(false);
    // A count nobody asked for costs a second query; _total=accurate still answers it.
    settings.setDefaultTotalMode(SearchTotalModeEnum.NONE);
    settings.setReuseCachedSearchResultsForMillis(null);
    settings.setFetchSizeDefaultMaximum(1_000);
    settings.setInternalSynchronousSearchSize(1_000);
    settings.setMaximumIncludesToLoadPerPage(1_000);
    // A remembered match goes on matching after its resource was changed or deleted: a conditional
    // create would then store nothing and say that all is well.
    settings.setMatchUrlCacheEnabled(false);
    settings.setAllowContainsSearches(true);
    settings.setAllowMultipleDelete(false);
    settings.setExpungeEnabled(false);
    settings.setFilterParameterEnabled(false);
    // The scope rules confine by R4's own parameters: nobody may give these another meaning.
    settings.setDefaultSearchParamsCanBeOverridden(false);
    settings.setAllowExternalReferences(false);
    settings.setAutoCreatePlaceholderReferenceTargets(false);
    settings.setEnforceReferentialIntegrityOnWrite(true);
    settings.setEnforceReferentialIntegrityOnDelete(true);
    settings.setMaximumTransactionBundleSize(rapport.fhir().maxBundleEntries());
    // Terminology is answered in memory; nothing is expanded into tables beforehand.
    settings.setPreExpandValueSets(false);
    settings.setEnableTaskPreExpandValueSets(false);
    settings.setEnableTaskStaleSearchCleanup(false);
    settings.setEnableTaskResourceReindexing(false);
    settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
    settings.setSchedulingDisabled(true);
    settings.getTreatBaseUrlsAsLocal().add(rapport.fhirBase());
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
}

package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.IResultIterator;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.search.SearchBuilderLoadIncludesParameters;
import ca.uhn.fhir.jpa.model.search.SearchRuntimeDetails;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's search builder, except that what it found is loaded as stand-ins; all of it or nothing.
 */
final class StandInLoading implements ISearchBuilder<JpaPid> {

  private final ISearchBuilder<JpaPid> builder;
  private final StoredResources resources;
  private final PlainRequests plain;
  private final FhirContext fhir;

  StandInLoading(
      ISearchBuilder<JpaPid> builder,
      StoredResources resources,
      PlainRequests plain,
      FhirContext fhir) {
    this.builder = builder;
    this.resources = resources;
    this.plain = plain;
    this.fhir = fhir;
  }

  @Override
  public void loadResourcesByPid(
      Collection<JpaPid> keys,
      Collection<JpaPid> included,
      List<IBaseResource> target,
      boolean forHistory,
      RequestDetails request) {
    List<IBaseResource> standIns = forHistory ? null : standIns(keys, included, request);
    if (standIns == null) {
      builder.loadResourcesByPid(keys, included, target, forHistory, request);
    } else {
      target.addAll(standIns);
    }
  }

  /** Null if HAPI has to load them. */
  private @Nullable List<IBaseResource> standIns(
      Collection<JpaPid> keys, Collection<JpaPid> included, RequestDetails request) {
    Set<JpaPid> distinct = new LinkedHashSet<>(keys);
    if (distinct.isEmpty()) {
      return List.of();
    }
    Set<JpaPid> inclusions = new HashSet<>(included);
    Map<Long, StoredResource> stored =
        resources.find(distinct.stream().map(JpaPid::getId).toList());
    List<IBaseResource> standIns = new ArrayList<>(distinct.size());
    for (JpaPid key : distinct) {
      StoredResource found = stored.get(key.getId());
      if (found == null || !found.showsAsStored(request.getFhirServerBase())) {
        return null;
      }
      IBaseResource standIn =
          StandIn.of(
              found,
              fhir,
              inclusions.contains(key)
                  ? BundleEntrySearchModeEnum.INCLUDE
                  : BundleEntrySearchModeEnum.MATCH);
      if (!plain.mayShow(request, standIn)) {
        return null;
      }
      standIns.add(standIn);
    }
    return standIns;
  }

  @Override
  public IResultIterator<JpaPid> createQuery(
      SearchParameterMap search,
      SearchRuntimeDetails details,
      RequestDetails request,
      RequestPartitionId partition) {
    return builder.createQuery(search, details, request, partition);
  }

  @Override
  public Stream<JpaPid> createQueryStream(
      SearchParameterMap search,
      SearchRuntimeDetails details,
      RequestDetails request,
      RequestPartitionId partition) {
    return builder.createQueryStream(search, details, request, partition);
  }

  @Override
  public Long createCountQuery(
      SearchParameterMap search,
      String searchUuid,
      RequestDetails request,
      RequestPartitionId partition) {
    return builder.createCountQuery(search, searchUuid, request, partition);
  }

  @Override
  public Set<JpaPid> loadIncludes(
      FhirContext context,
      EntityManager entities,
      Collection<JpaPid> matches,
      Collection<Include> includes,
      boolean reverse,
      DateRangeParam lastUpdated,
      String description,
      RequestDetails request,
      Integer maxCount) {
    return builder.loadIncludes(
        context, entities, matches, includes, reverse, lastUpdated, description, request, maxCount);
  }

  @Override
  public Set<JpaPid> loadIncludes(SearchBuilderLoadIncludesParameters<JpaPid> parameters) {
    return builder.loadIncludes(parameters);
  }

  @Override
  public void setMaxResultsToFetch(Integer results) {
    builder.setMaxResultsToFetch(results);
  }

  @Override
  public void setDeduplicateInDatabase(boolean deduplicate) {
    builder.setDeduplicateInDatabase(deduplicate);
  }

  @Override
  public void setRequireTotal(boolean require) {
    builder.setRequireTotal(require);
  }

  @Override
  public boolean requiresTotal() {
    return builder.requiresTotal();
  }

  @Override
  public void setFetchSize(int size) {
    builder.setFetchSize(size);
  }

  @Override
  public void setPreviouslyAddedResourcePids(List<JpaPid> keys) {
    builder.setPreviouslyAddedResourcePids(keys);
  }
}

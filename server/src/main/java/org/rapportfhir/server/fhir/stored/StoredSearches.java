package org.rapportfhir.server.fhir.stored;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.search.SynchronousSearchSvcImpl;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.jspecify.annotations.Nullable;

/** Searches as HAPI does, but loads stand-ins where the answer may be made from the stored text. */
class StoredSearches extends SynchronousSearchSvcImpl {

  private final StoredResources resources;
  private final PlainRequests plain;
  private final FhirContext fhir;

  StoredSearches(StoredResources resources, PlainRequests plain, FhirContext fhir) {
    this.resources = resources;
    this.plain = plain;
    this.fhir = fhir;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // as inherited; this server's keys are JpaPid
  public IBundleProvider executeQuery(
      SearchParameterMap search,
      @Nullable RequestDetails request,
      String searchUuid,
      ISearchBuilder builder,
      @Nullable Integer loadUpTo,
      RequestPartitionId partition) {
    ISearchBuilder loading =
        request != null && isPlainSearch(request)
            ? new StandInLoading((ISearchBuilder<JpaPid>) builder, resources, plain, fhir)
            : builder;
    return super.executeQuery(search, request, searchUuid, loading, loadUpTo, partition);
  }

  private boolean isPlainSearch(RequestDetails request) {
    return request.getRestOperationType() == RestOperationTypeEnum.SEARCH_TYPE
        && plain.isPlain(request);
  }
}

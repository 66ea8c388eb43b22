package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;

/**
 * Answers every search at once from two SELECTs. HAPI's default stores each search and its result
 * list in the database first, which costs three more transactions and a cleaning job.
 */
@Interceptor
public final class SynchronousSearches {
  private static final int DEFAULT_COUNT = 50;
  private static final int MAX_COUNT = 500;

  @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
  public void answerAtOnce(SearchParameterMap search) {
    search.setLoadSynchronous(true);
    if (search.getOffset() == null) {
      search.setOffset(0);
    }
    Integer count = search.getCount();
    search.setCount(count == null ? DEFAULT_COUNT : Math.min(count, MAX_COUNT));
  }
}

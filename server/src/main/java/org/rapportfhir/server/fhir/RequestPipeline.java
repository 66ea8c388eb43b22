package org.rapportfhir.server.fhir;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.SearchPreferHandlingInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.validation.FhirValidator;
import java.util.List;
import org.rapportfhir.server.fhir.FhirExtension.Kind;
import org.rapportfhir.server.settings.RapportSettings;

/**
 * The way of a FHIR request through the server, to be read from top to bottom:
 *
 * <ol>
 *   <li>authentication: Spring Security's filter chain for {@code /fhir/**} (package {@code smart})
 *   <li>limits: {@link WireLimits} (size, characters) before and while the body is read
 *   <li>{@link NoXmlPatch}, {@link StrictParameters} and {@link SearchPreferHandlingInterceptor}:
 *       nothing unknown passes
 *   <li>scopes: the {@link AuthorizationInterceptor}, on the way in and on what goes out
 *   <li>{@link StrictBundles}: an entry is held to what a request is held to
 *   <li>features' hooks on requests; last of them, plain answers from the stored text (package
 *       {@code fhir.stored})
 *   <li>at storage, also for our own writes: {@link WriteValidation}, then features' hooks
 *       (booking)
 *   <li>{@link SynchronousSearches}
 *   <li>HAPI's storage, one transaction
 *   <li>{@link ErrorTranslation} for whatever failed on the way
 * </ol>
 */
final class RequestPipeline {
  private final ISearchParamRegistry searchParams;
  private final AuthorizationInterceptor authorization;
  private final FhirValidator validator;
  private final RequiredProfiles requiredProfiles;
  private final RapportSettings settings;
  private final List<FhirExtension> extensions;

  RequestPipeline(
      ISearchParamRegistry searchParams,
      AuthorizationInterceptor authorization,
      FhirValidator validator,
      RequiredProfiles requiredProfiles,
      RapportSettings settings,
      List<FhirExtension> extensions) {
    this.searchParams = searchParams;
    this.authorization = authorization;
    this.validator = validator;
    this.requiredProfiles = requiredProfiles;
    this.settings = settings;
    this.extensions = extensions;
  }

  void install(RestfulServer server, IInterceptorService storage) {
    server.registerInterceptor(new RequestIdInLog());
    server.registerInterceptor(new ErrorTranslation());
    server.registerInterceptor(new NoXmlPatch());
    server.registerInterceptor(new StrictParameters());
    server.registerInterceptor(new SearchPreferHandlingInterceptor(searchParams));
    server.registerInterceptor(authorization);
    server.registerInterceptor(new StrictBundles(settings.fhir().maxBundleEntries()));
    extensions(Kind.REQUEST_INTERCEPTOR).forEach(server::registerInterceptor);
    server.registerInterceptor(new HonestTotals());

    storage.registerInterceptor(
        new WriteValidation(validator, requiredProfiles, settings.fhir().validation()));
    extensions(Kind.STORAGE_INTERCEPTOR).forEach(storage::registerInterceptor);
    storage.registerInterceptor(new SynchronousSearches());

    extensions(Kind.PROVIDER).forEach(server::registerProvider);
  }

  private List<FhirExtension> extensions(Kind kind) {
    return extensions.stream().filter(e -> e.kind() == kind).toList();
  }
}

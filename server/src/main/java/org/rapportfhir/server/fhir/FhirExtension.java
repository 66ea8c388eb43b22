package org.rapportfhir.server.fhir;

/**
 * What a feature adds to the FHIR endpoint: any bean of this type is registered, either as an
 * interceptor (methods with {@code @Hook}) or as a provider (methods with {@code @Operation}).
 */
public interface FhirExtension {

  /** Where in the pipeline the addition belongs. */
  enum Kind {
    /** Hooks at the REST endpoint: sees clients' requests only. */
    REQUEST_INTERCEPTOR,
    /** Hooks at storage: sees internal writes as well. */
    STORAGE_INTERCEPTOR,
    /** Operations. */
    PROVIDER
  }

  Kind kind();
}

/**
 * The FHIR server itself: HAPI's JPA storage set up on purpose, the REST endpoint at {@code /fhir},
 * validation, and the order in which a request passes our interceptors ({@link
 * org.rapportfhir.server.fhir.RequestPipeline}).
 */
@NullMarked
package org.rapportfhir.server.fhir;

import org.jspecify.annotations.NullMarked;

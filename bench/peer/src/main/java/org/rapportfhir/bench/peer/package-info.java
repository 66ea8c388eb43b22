/**
 * A HAPI FHIR JPA server with the defaults of HAPI's public starter, for measuring beside Rapport.
 *
 * <p>Nothing here is Rapport: what the starter leaves on stays on, what it leaves off stays off.
 */
@NullMarked
package org.rapportfhir.bench.peer;

import org.jspecify.annotations.NullMarked;

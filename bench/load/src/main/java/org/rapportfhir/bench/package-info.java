/** Load scenarios that run against any FHIR base, several bases alternating in one run. */
@NullMarked
package org.rapportfhir.bench;

import org.jspecify.annotations.NullMarked;

/** Rapport's FHIR conformance resources: canonical names and typed helpers. No Spring. */
@NullMarked
package org.rapportfhir.profiles;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.rapportfhir.server.fhir.stored;

import org.jspecify.annotations.NullMarked;

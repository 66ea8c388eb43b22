@NullMarked
package org.rapportfhir.server.fhir;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.rapportfhir.server.sandbox;

import org.jspecify.annotations.NullMarked;

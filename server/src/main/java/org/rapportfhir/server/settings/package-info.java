/** Everything an operator may set, as typed records with defaults. */
@NullMarked
package org.rapportfhir.server.settings;

import org.jspecify.annotations.NullMarked;

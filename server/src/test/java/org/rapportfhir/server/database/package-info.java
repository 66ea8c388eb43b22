@NullMarked
package org.rapportfhir.server.database;

import org.jspecify.annotations.NullMarked;

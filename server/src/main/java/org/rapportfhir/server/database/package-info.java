/**
 * PostgreSQL: embedded or by URL, one pool, two schemas. HAPI's own migrator keeps {@code public};
 * Flyway keeps {@code rapport}.
 */
@NullMarked
package org.rapportfhir.server.database;

import org.jspecify.annotations.NullMarked;

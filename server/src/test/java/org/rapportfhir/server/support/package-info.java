/** The running product for tests: one server, PostgreSQL and Janus for all tests of a run. */
@NullMarked
package org.rapportfhir.server.support;

import org.jspecify.annotations.NullMarked;

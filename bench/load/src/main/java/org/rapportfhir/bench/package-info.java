/**
 * Load scenarios that run against any FHIR base, several bases in turns within one run.
 *
 * <p>Read {@link Bench} first: load the same practice everywhere, then for each scenario let the
 * targets take turns, then report. {@link Scenario} lists what is measured.
 */
@NullMarked
package org.rapportfhir.bench;

import org.jspecify.annotations.NullMarked;

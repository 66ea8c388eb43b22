/**
 * In which record and visit an app is opened: what an EHR hands over by an opaque {@code launch},
 * and what a person chooses when the app was opened by itself.
 */
@NullMarked
package org.rapportfhir.server.smart.launch;

import org.jspecify.annotations.NullMarked;

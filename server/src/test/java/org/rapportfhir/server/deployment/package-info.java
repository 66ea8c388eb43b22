/**
 * Checks of what Rapport is shipped in. They read the files as Docker would, so that most mistakes
 * show without an engine; whether the images build and run only an engine tells.
 */
@NullMarked
package org.rapportfhir.server.deployment;

import org.jspecify.annotations.NullMarked;

/** The main job as people do it: real browsers with fake cameras, through the real Janus. */
@NullMarked
package org.rapportfhir.server.e2e;

import org.jspecify.annotations.NullMarked;

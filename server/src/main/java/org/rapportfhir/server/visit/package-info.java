/**
 * A visit's life: who waits, who is in, what media flowed, when it ended, and what of it stands on
 * the Encounter. {@link org.rapportfhir.server.visit.Visits} is the door; {@link
 * org.rapportfhir.server.visit.Visit} is the pure state machine behind it, moved by people and by
 * the media server's events.
 */
@NullMarked
package org.rapportfhir.server.visit;

import org.jspecify.annotations.NullMarked;

/**
 * Media rooms for visits. {@link org.rapportfhir.video.VideoRooms} is the only door; the Janus
 * implementation sits in {@code org.rapportfhir.video.janus}. Nothing here knows FHIR or a
 * database.
 */
@NullMarked
package org.rapportfhir.video;

import org.jspecify.annotations.NullMarked;

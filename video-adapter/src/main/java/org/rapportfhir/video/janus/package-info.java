/** The {@link org.rapportfhir.video.VideoRooms} port on a Janus server. */
@NullMarked
package org.rapportfhir.video.janus;

import org.jspecify.annotations.NullMarked;

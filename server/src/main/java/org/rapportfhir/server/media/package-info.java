/**
 * The media server as a part of this server: starts an embedded Janus or reaches an external one,
 * and takes in its events. Others use the {@link org.rapportfhir.video.VideoRooms} bean.
 */
@NullMarked
package org.rapportfhir.server.media;

import org.jspecify.annotations.NullMarked;

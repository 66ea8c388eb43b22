/** Tests against the real Janus run as {@code *IT}. */
@NullMarked
package org.rapportfhir.video.janus;

import org.jspecify.annotations.NullMarked;

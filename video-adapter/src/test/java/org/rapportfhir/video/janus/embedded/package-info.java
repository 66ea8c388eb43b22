/** Tests that start and end real processes run as {@code *IT}. */
@NullMarked
package org.rapportfhir.video.janus.embedded;

import org.jspecify.annotations.NullMarked;

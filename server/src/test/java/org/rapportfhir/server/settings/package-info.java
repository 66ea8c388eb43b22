/** What the settings refuse, and what they keep to themselves. */
@NullMarked
package org.rapportfhir.server.settings;

import org.jspecify.annotations.NullMarked;

/** How apps prove who they are, and how they are registered. */
@NullMarked
package org.rapportfhir.server.smart.client;

import org.jspecify.annotations.NullMarked;

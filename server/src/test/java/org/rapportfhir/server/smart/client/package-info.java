@NullMarked
package org.rapportfhir.server.smart.client;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.rapportfhir.server.pages;

import org.jspecify.annotations.NullMarked;

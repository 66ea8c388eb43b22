/** The browser pages that Vite built: served whole, with the headers the design asks for. */
@NullMarked
package org.rapportfhir.server.pages;

import org.jspecify.annotations.NullMarked;

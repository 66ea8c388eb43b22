/** The server: one package per feature, each with a narrow public door. */
@NullMarked
package org.rapportfhir.server;

import org.jspecify.annotations.NullMarked;

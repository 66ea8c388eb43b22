/**
 * A made-up practice to try everything with, there only when {@code rapport.sandbox} is set:
 * people, a week of visits, sign-ins, and one visit that is about to start. Nothing else imports
 * this.
 */
@NullMarked
package org.rapportfhir.server.sandbox;

import org.jspecify.annotations.NullMarked;

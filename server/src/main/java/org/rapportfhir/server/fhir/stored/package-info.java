/**
 * Answers made from the stored text. HAPI parses each resource that it shows and encodes it again,
 * to the very bytes that were stored. Where nobody needs the parsed content, these classes leave
 * both out. Everything before that, from parameters to authorization, stays HAPI's and ours.
 *
 * <p>See {@code docs/decisions/0013-answers-from-stored-text.md}.
 */
@NullMarked
package org.rapportfhir.server.fhir.stored;

import org.jspecify.annotations.NullMarked;

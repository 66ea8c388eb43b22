/**
 * Sign-in, the OAuth 2 authorization server, and what a token's scopes allow in front of HAPI.
 * Others use {@link org.rapportfhir.server.smart.Caller} to learn who calls, {@link
 * org.rapportfhir.server.smart.UserAccounts} to make users, and register {@link
 * org.rapportfhir.server.smart.FhirScopeAuthorization} on the FHIR servlet.
 */
@NullMarked
package org.rapportfhir.server.smart;

import org.jspecify.annotations.NullMarked;

/**
 * Rapport's FHIR conformance resources: canonical names ({@link org.rapportfhir.profiles.Rapport}),
 * the resources themselves ({@link org.rapportfhir.profiles.RapportPackage}), and typed reading and
 * writing of each extension. No Spring, no state.
 *
 * <p>Every writer replaces what was there, so that writing the same fact twice leaves one. Every
 * reader answers empty where the extension is absent, and throws {@link
 * org.rapportfhir.profiles.MalformedExtensionException} where it is there but doesn't say what its
 * definition asks for.
 */
@NullMarked
package org.rapportfhir.profiles;

import org.jspecify.annotations.NullMarked;

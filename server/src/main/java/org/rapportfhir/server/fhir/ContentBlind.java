package org.rapportfhir.server.fhir;

/**
 * Marks an interceptor that listens before resources are shown but looks at none of their content.
 * As long as all that listen there are of this kind, answers may be made from the stored text.
 */
public interface ContentBlind {}

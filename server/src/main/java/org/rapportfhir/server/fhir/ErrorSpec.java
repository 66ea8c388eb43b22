package org.rapportfhir.server.fhir;

import com.google.errorprone.annotations.Immutable;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * What a {@link RapportError} is made of.
 *
 * @param code unique in the whole server, in kebab case
 * @param status the HTTP status of the refusal
 * @param type the nearest code of FHIR's own list
 * @param advice what happened and what to do next, in a sentence or two, without anything secret
 */
@Immutable
public record ErrorSpec(String code, int status, IssueType type, String advice) {}

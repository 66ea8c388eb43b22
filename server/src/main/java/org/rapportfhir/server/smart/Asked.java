package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * What one RESTful interaction wants on one type, in the terms of a scope.
 *
 * @param type a resource type, or {@link #ANY_TYPE} when the whole server is meant
 */
record Asked(String type, Interaction interaction) {

  static final String ANY_TYPE = "*";

  /** For a request coming in; null when it isn't an interaction that a scope speaks of. */
  static @Nullable Asked incoming(
      RestOperationTypeEnum operation,
      RequestDetails request,
      @Nullable IBaseResource resource,
      @Nullable IIdType id) {
    return switch (operation) {
      case READ, VREAD, HISTORY_INSTANCE -> new Asked(typeOf(id, request), Interaction.READ);
      case SEARCH_TYPE, HISTORY_TYPE -> new Asked(typeOf(null, request), Interaction.SEARCH);
      case SEARCH_SYSTEM, HISTORY_SYSTEM -> new Asked(ANY_TYPE, Interaction.SEARCH);
      case CREATE -> new Asked(typeOf(resource, id, request), Interaction.CREATE);
      case UPDATE -> new Asked(typeOf(resource, id, request), Interaction.UPDATE);
      // A patch's body is the patch, not the resource.
      case PATCH -> new Asked(typeOf(id, request), Interaction.UPDATE);
      case DELETE -> new Asked(typeOf(id, request), Interaction.DELETE);
      default -> null;
    };
  }

  /** As a scope's own words, for an error message. */
  String asScope(SmartScope.Context context) {
    return context.word() + "/" + type + "." + interaction.letter();
  }

  private static String typeOf(
      @Nullable IBaseResource resource, @Nullable IIdType id, RequestDetails request) {
    return resource == null
        ? typeOf(id, request)
        : request.getFhirContext().getResourceType(resource);
  }

  private static String typeOf(@Nullable IIdType id, RequestDetails request) {
    if (id != null && id.hasResourceType()) {
      return id.getResourceType();
    }
    String name = request.getResourceName();
    return name == null ? ANY_TYPE : name;
  }
}

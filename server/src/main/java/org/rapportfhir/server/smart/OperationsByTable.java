package org.rapportfhir.server.smart;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.server.smart.OperationTable.Level;

/** Operations by {@link OperationTable}; everything else that isn't an interaction is closed. */
final class OperationsByTable extends AccessRule {

  private final SmartScopes scopes;

  OperationsByTable(SmartScopes scopes) {
    super("operations by table");
    this.scopes = scopes;
  }

  @Override
  @Nullable PolicyEnum decide(Question question) {
    return switch (question.operation()) {
      case EXTENDED_OPERATION_SERVER -> decide(question, Level.SERVER);
      case EXTENDED_OPERATION_TYPE -> decide(question, Level.TYPE);
      case EXTENDED_OPERATION_INSTANCE -> decide(question, Level.INSTANCE);
      case VALIDATE -> decide(question, level(question));
      case GRAPHQL_REQUEST, META, META_ADD, META_DELETE, ADD_TAGS, DELETE_TAGS, GET_TAGS ->
          deny(question, "This server does not offer " + name(question.operation()) + ".");
      default -> null;
    };
  }

  /** Null when permitted; else why not. */
  private @Nullable String refusal(Level level, @Nullable String type, @Nullable String operation) {
    Optional<Interaction> needed =
        operation == null ? Optional.empty() : OperationTable.needed(level, type, operation);
    if (needed.isEmpty()) {
      return "The operation " + operation + " can't be called here.";
    }
    String on = type == null ? Asked.ANY_TYPE : type;
    // An operation isn't confined to a compartment: a patient's scope doesn't reach it.
    return scopes.practiceWide(on, needed.get())
        ? null
        : "This needs the scope "
            + new Asked(on, needed.get()).asScope(SmartScope.Context.USER)
            + ", which the token does not carry.";
  }

  private PolicyEnum decide(Question question, Level level) {
    IBaseResource outgoing = question.outgoing();
    if (outgoing != null && !(isWrapper(outgoing) || mayRead(question, outgoing))) {
      return deny(question, "The answer holds resources that the token's scopes don't reach.");
    }
    String refusal =
        refusal(level, question.request().getResourceName(), question.request().getOperation());
    return refusal == null ? PolicyEnum.ALLOW : deny(question, refusal);
  }

  private boolean mayRead(Question question, IBaseResource outgoing) {
    String type = question.request().getFhirContext().getResourceType(outgoing);
    return scopes.practiceWide(type, Interaction.READ);
  }

  private static boolean isWrapper(IBaseResource outgoing) {
    return outgoing instanceof IBaseParameters
        || outgoing instanceof IBaseBundle
        || outgoing instanceof IBaseOperationOutcome;
  }

  private static Level level(Question question) {
    return question.request().getId() == null ? Level.TYPE : Level.INSTANCE;
  }

  private static String name(RestOperationTypeEnum operation) {
    return operation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

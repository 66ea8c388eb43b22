package org.rapportfhir.server.smart;

/** A refusal's words: which scope would have permitted what was asked. */
final class MissingScope {

  private MissingScope() {}

  static String of(Asked asked, SmartScopes scopes) {
    return needs(asked, context(scopes));
  }

  /** For what a patient's scope doesn't permit, whatever its letters. */
  static String practiceWide(Asked asked, SmartScopes scopes) {
    return needs(asked, practiceWideContext(scopes));
  }

  /** For a search that asks about other resources than those it returns. */
  static String toReach(SmartScopes scopes) {
    return "A search through other resources needs the scope "
        + new Asked(Asked.ANY_TYPE, Interaction.SEARCH).asScope(practiceWideContext(scopes))
        + ", which the token does not carry.";
  }

  private static String needs(Asked asked, SmartScope.Context context) {
    return "This needs the scope " + asked.asScope(context) + ", which the token does not carry.";
  }

  private static SmartScope.Context practiceWideContext(SmartScopes scopes) {
    return context(scopes) == SmartScope.Context.SYSTEM
        ? SmartScope.Context.SYSTEM
        : SmartScope.Context.USER;
  }

  /** The context in which the token already speaks; else that of a user. */
  private static SmartScope.Context context(SmartScopes scopes) {
    return scopes.all().isEmpty() ? SmartScope.Context.USER : scopes.all().get(0).context();
  }
}

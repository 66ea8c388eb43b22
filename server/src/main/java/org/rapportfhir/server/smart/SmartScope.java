package org.rapportfhir.server.smart;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One clinical scope: {@code (patient|user|system)/(Type|*).cruds}, optionally narrowed by a query.
 * The spelling of SMART 1 ({@code .read}, {@code .write}, {@code .*}) is understood and printed as
 * SMART 2.
 *
 * @param type a FHIR resource type, or {@code *} for every type
 * @param query what stands after {@code ?}: one parameter, without modifiers or chains, and one
 *     value; null when the scope isn't narrowed
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART
 *     App Launch 2.2, Scopes</a>
 */
record SmartScope(
    Context context, String type, Set<Interaction> interactions, @Nullable String query) {

  /** On whose behalf. */
  enum Context {
    PATIENT,
    USER,
    SYSTEM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String ANY_TYPE = "*";
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?<context>patient|user|system)/(?<type>\\*|[A-Z][A-Za-z]{1,63})"
              + "\\.(?<what>read|write|\\*|(?=[cruds])c?r?u?d?s?)"
              + "(?:\\?(?<query>[A-Za-z][A-Za-z0-9-]*=[^=&?#,\\s]+))?");

  SmartScope {
    if (interactions.isEmpty()) {
      throw new IllegalArgumentException("A scope permits at least one interaction");
    }
    interactions = Set.copyOf(interactions);
  }

  /** The scope, or empty when the text isn't a clinical scope ({@code openid}, {@code launch}). */
  static Optional<SmartScope> parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SmartScope(
            Context.valueOf(parts.group("context").toUpperCase(Locale.ROOT)),
            parts.group("type"),
            interactions(parts.group("what")),
            parts.group("query")));
  }

  /** Whether this scope alone permits the interaction on every resource of that type. */
  boolean allows(String resourceType, Interaction interaction) {
    return query == null && names(resourceType) && interactions.contains(interaction);
  }

  /** Whether this scope permits the interaction at least on some resources of that type. */
  boolean allowsSome(String resourceType, Interaction interaction) {
    return names(resourceType) && interactions.contains(interaction);
  }

  /** The same scope without its query. */
  SmartScope wide() {
    return new SmartScope(context, type, interactions, null);
  }

  /** Whether everything that the other scope permits, this one permits too. */
  boolean covers(SmartScope other) {
    return coversPlace(other) && interactions.containsAll(other.interactions);
  }

  /** Like {@link #covers}, for one of the other scope's interactions. */
  boolean covers(SmartScope other, Interaction interaction) {
    return coversPlace(other) && interactions.contains(interaction);
  }

  boolean everyType() {
    return type.equals(ANY_TYPE);
  }

  private boolean coversPlace(SmartScope other) {
    return context == other.context
        && names(other.type)
        && (query == null || query.equals(other.query));
  }

  private boolean names(String resourceType) {
    return everyType() || type.equals(resourceType);
  }

  /** As SMART 2 spells it; {@link #parse} reads it back. */
  @Override
  public String toString() {
    String letters =
        EnumSet.copyOf(interactions).stream()
            .map(interaction -> String.valueOf(interaction.letter()))
            .collect(Collectors.joining());
    return context.word() + "/" + type + "." + letters + (query == null ? "" : "?" + query);
  }

  private static Set<Interaction> interactions(String what) {
    return switch (what) {
      case "read" -> EnumSet.of(Interaction.READ, Interaction.SEARCH);
      case "write" -> EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);
      case "*" -> Interaction.all();
      default ->
          Interaction.all().stream()
              .filter(interaction -> what.indexOf(interaction.letter()) >= 0)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Interaction.class)));
    };
  }
}

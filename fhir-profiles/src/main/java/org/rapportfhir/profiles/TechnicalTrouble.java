package org.rapportfhir.profiles;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * One spell of technical trouble in a visit.
 *
 * @param from when it began, kept to the millisecond
 * @param until when it was over; null while it lasts, or when the visit ended before it did
 * @param who reference to the one person it hit, such as {@code Patient/1}; null if it hit
 *     everybody
 * @param resolved whether it was over before the visit was
 */
public record TechnicalTrouble(
    TroubleKind kind,
    Instant from,
    @Nullable Instant until,
    @Nullable String who,
    boolean resolved) {

  public TechnicalTrouble {
    from = Times.kept(from);
    until = until == null ? null : Times.kept(until);
  }

  /** Trouble that has just begun. */
  public static TechnicalTrouble began(TroubleKind kind, Instant at, @Nullable String who) {
    return new TechnicalTrouble(kind, at, null, who, false);
  }

  /** The same trouble, over. */
  public TechnicalTrouble over(Instant at) {
    return new TechnicalTrouble(kind, from, at, who, true);
  }

  /** All trouble of a visit, in the order it was written. */
  public static List<TechnicalTrouble> of(Encounter visit) {
    return Parts.all(visit.getExtension(), Rapport.Ext.TECHNICAL_TROUBLE).stream()
        .map(TechnicalTrouble::read)
        .toList();
  }

  /**
   * Adds this trouble, or replaces the same spell: same kind, same person, same beginning. So
   * trouble may be written when it begins and again when it is over.
   */
  public void writeTo(Encounter visit) {
    List<Extension> extensions = visit.getExtension();
    for (int i = 0; i < extensions.size(); i++) {
      Extension there = extensions.get(i);
      if (Rapport.Ext.TECHNICAL_TROUBLE.equals(there.getUrl()) && sameSpell(read(there))) {
        extensions.set(i, extension());
        return;
      }
    }
    extensions.add(extension());
  }

  /** Removes all trouble. */
  public static void removeFrom(Encounter visit) {
    Parts.remove(visit.getExtension(), Rapport.Ext.TECHNICAL_TROUBLE);
  }

  private boolean sameSpell(TechnicalTrouble other) {
    return kind == other.kind && from.equals(other.from) && Objects.equals(who, other.who);
  }

  private Extension extension() {
    Extension whole = new Extension(Rapport.Ext.TECHNICAL_TROUBLE);
    whole.addExtension(new Extension("kind", new CodeType(kind.code())));
    whole.addExtension(new Extension("period", period()));
    if (who != null) whole.addExtension(new Extension("who", new Reference(who)));
    whole.addExtension(new Extension("resolved", new BooleanType(resolved)));
    return whole;
  }

  private Period period() {
    Period period = new Period().setStartElement(Times.dateTime(from));
    return until == null ? period : period.setEndElement(Times.dateTime(until));
  }

  private static TechnicalTrouble read(Extension whole) {
    Period period = Parts.part(whole, "period", Period.class);
    if (!period.hasStart()) {
      throw new MalformedExtensionException(whole.getUrl(), "period.start is missing");
    }
    return new TechnicalTrouble(
        Parts.concept(whole, "kind", TroubleKind.class),
        period.getStart().toInstant(),
        period.hasEnd() ? period.getEnd().toInstant() : null,
        Parts.optionalPart(whole, "who", Reference.class).map(Reference::getReference).orElse(null),
        Parts.part(whole, "resolved", BooleanType.class).booleanValue());
  }
}

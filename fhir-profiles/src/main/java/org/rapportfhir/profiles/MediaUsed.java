package org.rapportfhir.profiles;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;

/**
 * By which media a visit was held, and for how long at least two people could hear and see each
 * other. Durations are kept in whole seconds; null where nobody measured.
 */
public record MediaUsed(
    MediaModality modality, @Nullable Duration audio, @Nullable Duration video) {
  private static final String UCUM = "http://unitsofmeasure.org";

  /** Drops what is below a second. */
  public MediaUsed {
    audio = audio == null ? null : Duration.ofSeconds(audio.toSeconds());
    video = video == null ? null : Duration.ofSeconds(video.toSeconds());
  }

  public static Optional<MediaUsed> of(Encounter visit) {
    return Parts.only(visit.getExtension(), Rapport.Ext.MEDIA_USED).map(MediaUsed::read);
  }

  public void writeTo(Encounter visit) {
    Parts.replace(visit.getExtension(), extension());
  }

  public static void removeFrom(Encounter visit) {
    Parts.remove(visit.getExtension(), Rapport.Ext.MEDIA_USED);
  }

  private Extension extension() {
    Extension whole = new Extension(Rapport.Ext.MEDIA_USED);
    whole.addExtension(new Extension("modality", new CodeType(modality.code())));
    if (audio != null) whole.addExtension(new Extension("audio", seconds(audio)));
    if (video != null) whole.addExtension(new Extension("video", seconds(video)));
    return whole;
  }

  private static MediaUsed read(Extension whole) {
    return new MediaUsed(
        Parts.concept(whole, "modality", MediaModality.class),
        duration(whole, "audio"),
        duration(whole, "video"));
  }

  private static @Nullable Duration duration(Extension whole, String name) {
    return Parts.optionalPart(whole, name, org.hl7.fhir.r4.model.Duration.class)
        .map(MediaUsed::toDuration)
        .orElse(null);
  }

  private static Duration toDuration(org.hl7.fhir.r4.model.Duration quantity) {
    BigDecimal value = quantity.getValue();
    if (value == null || !UCUM.equals(quantity.getSystem()) || !"s".equals(quantity.getCode())) {
      throw new MalformedExtensionException(Rapport.Ext.MEDIA_USED, "a duration not in seconds");
    }
    return Duration.ofSeconds(value.longValue());
  }

  private static org.hl7.fhir.r4.model.Duration seconds(Duration duration) {
    var quantity = new org.hl7.fhir.r4.model.Duration();
    quantity.setValue(duration.toSeconds()).setSystem(UCUM).setCode("s");
    return quantity;
  }
}

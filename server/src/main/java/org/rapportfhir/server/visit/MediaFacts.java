package org.rapportfhir.server.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rapportfhir.profiles.MediaModality;
import org.rapportfhir.profiles.MediaUsed;
import org.rapportfhir.profiles.TelehealthModifier;
import org.rapportfhir.video.MediaKind;

/**
 * What follows from the media that really flowed. A visit was by video when a client's and a
 * clinician's pictures reached the media server at the same time; a camera on one side alone is not
 * a visit in which both could see each other. See docs/decisions/0006.
 */
final class MediaFacts {
  private final Visit visit;
  private final Instant now;

  private MediaFacts(Visit visit, Instant now) {
    this.visit = visit;
    this.now = now;
  }

  static Optional<MediaUsed> of(Visit visit, Instant now) {
    return new MediaFacts(visit, now).used();
  }

  static Optional<TelehealthModifier> modifier(MediaUsed used) {
    return Optional.of(
        used.modality() == MediaModality.AUDIO_VIDEO
            ? TelehealthModifier.VIDEO
            : TelehealthModifier.AUDIO_ONLY);
  }

  private Optional<MediaUsed> used() {
    Duration video = together(MediaKind.VIDEO);
    Duration audio = together(MediaKind.AUDIO);
    if (!video.isZero()) {
      return Optional.of(new MediaUsed(MediaModality.AUDIO_VIDEO, audio, video));
    }
    return audio.isZero()
        ? Optional.empty()
        : Optional.of(new MediaUsed(MediaModality.AUDIO_ONLY, audio, null));
  }

  /** The longest that any client and any host sent this kind at the same time. */
  private Duration together(MediaKind kind) {
    Duration longest = Duration.ZERO;
    for (Person client : withRole(Role.CLIENT)) {
      for (Person host : withRole(Role.HOST)) {
        Duration both = overlap(client, host, kind);
        longest = both.compareTo(longest) > 0 ? both : longest;
      }
    }
    return longest;
  }

  private Duration overlap(Person one, Person other, MediaKind kind) {
    Duration sum = Duration.ZERO;
    for (Span a : one.media().getOrDefault(kind, List.of())) {
      for (Span b : other.media().getOrDefault(kind, List.of())) {
        sum = sum.plus(a.overlap(b, now));
      }
    }
    return sum;
  }

  private List<Person> withRole(Role role) {
    return visit.people().stream().filter(p -> p.role() == role).toList();
  }
}

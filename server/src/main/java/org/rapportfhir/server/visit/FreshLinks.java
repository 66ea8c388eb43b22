package org.rapportfhir.server.visit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sends fresh personal links to the channel on file. Callers learn nothing: whether there is such a
 * visit, such a person, or such a channel.
 */
final class FreshLinks {
  private static final Duration AT_MOST_EACH = Duration.ofMinutes(2);
  private static final Duration NEAR = Duration.ofDays(2);

  private final Visits visits;
  private final JoinLinks links;
  private final People people;
  private final JdbcTemplate jdbc;
  private final Clock clock;

  FreshLinks(Visits visits, JoinLinks links, People people, JdbcTemplate jdbc, Clock clock) {
    this.visits = visits;
    this.links = links;
    this.people = people;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** To whom the token belongs, if the visit is still to come or going on. */
  void sendForToken(String token) {
    links
        .whoseIs(token)
        .ifPresent(
            invitation ->
                visits
                    .find(invitation.visit())
                    .ifPresent(
                        visit ->
                            visit
                                .person(invitation.person())
                                .filter(Person::isInvited)
                                .ifPresent(person -> sendIfDue(visit, person))));
  }

  /** To each client and guest of the visit. */
  void sendForVisit(String id) {
    visits
        .find(id)
        .ifPresent(
            visit ->
                visit.people().stream()
                    .filter(p -> p.role() != Role.HOST && p.isInvited())
                    .forEach(person -> sendIfDue(visit, person)));
  }

  private void sendIfDue(Visit visit, Person person) {
    Instant now = clock.instant();
    boolean near = visit.start().isBefore(now.plus(NEAR));
    if (!visit.over() && near && takeTurn(visit, person, now.minus(AT_MOST_EACH))) {
      put(visit, person, links.create(visit, person));
    }
  }

  /** Sends this link whenever one was sent last. */
  void send(Visit visit, Person person, JoinLinks.Link link) {
    takeTurn(visit, person, clock.instant());
    put(visit, person, link);
  }

  /** Puts the link into the outbox; the notice names nobody and tells nothing of the care. */
  private void put(Visit visit, Person person, JoinLinks.Link link) {
    People.Contact contact = people.of(person.reference());
    String body =
        "es".equals(contact.language())
            ? "Su enlace para la visita por video: " + link.url()
            : "Your link for the video visit: " + link.url();
    if (contact.phone() != null) {
      put(visit, person, "sms", contact.phone(), body);
    } else if (contact.email() != null) {
      put(visit, person, "email", contact.email(), body);
    }
  }

  private void put(
      Visit visit, Person person, String channel, @Nullable String address, String body) {
    jdbc.update(
        "insert into rapport.outbox (encounter, reference, channel, address, body)"
            + " values (?, ?, ?, ?, ?)",
        visit.id(),
        person.reference(),
        channel,
        address,
        body);
  }

  /** One statement looks and takes, so of orders at the same moment one gets through. */
  private boolean takeTurn(Visit visit, Person person, Instant noneSince) {
    int taken =
        jdbc.update(
            """
            insert into rapport.fresh_link as last (encounter, person, sent_at) values (?, ?, ?)
            on conflict (encounter, person) do update set sent_at = excluded.sent_at
             where last.sent_at <= ?
            """,
            visit.id(),
            person.id(),
            Timestamp.from(clock.instant()),
            Timestamp.from(noneSince));
    return taken == 1;
  }
}

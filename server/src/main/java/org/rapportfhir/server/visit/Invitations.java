package org.rapportfhir.server.visit;

/** Personal join links, for features that hand them out themselves. */
public class Invitations {
  private final Visits visits;
  private final JoinLinks links;

  Invitations(Visits visits, JoinLinks links) {
    this.visits = visits;
    this.links = links;
  }

  /**
   * A fresh personal link; earlier ones go on working.
   *
   * @param visit the Encounter's id
   * @param reference somebody of the visit, or a further guest or clinician, such as {@code
   *     Patient/12}
   * @return the link: whoever holds it can join as this person
   * @throws org.rapportfhir.server.fhir.RapportException {@code visit-unknown}, {@code visit-over},
   *     {@code visit-person-unknown}
   */
  public String invite(String visit, String reference) {
    Person person = visits.invitee(visit, reference, null);
    return links.create(visits.get(visit), person).url();
  }
}

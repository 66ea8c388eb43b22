package org.rapportfhir.server.visit;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UrlType;
import org.jspecify.annotations.Nullable;
import org.rapportfhir.profiles.VisitRole;
import org.rapportfhir.server.fhir.FhirExtension;

/**
 * The visit as FHIR operations. They only translate; {@link Visits} decides, and {@link Leading}
 * who may change a visit at all.
 */
final class EncounterOperations implements FhirExtension {
  private static final Set<String> PEOPLE =
      Set.of("Patient", "RelatedPerson", "Practitioner", "PractitionerRole");

  private static final int MAX_REASON = 500;

  private final Visits visits;
  private final Actors actors;
  private final JoinLinks links;
  private final FreshLinks freshLinks;
  private final RoomKeeper rooms;

  EncounterOperations(
      Visits visits, Actors actors, JoinLinks links, FreshLinks freshLinks, RoomKeeper rooms) {
    this.visits = visits;
    this.actors = actors;
    this.links = links;
    this.freshLinks = freshLinks;
    this.rooms = rooms;
  }

  @Override
  public Kind kind() {
    return Kind.PROVIDER;
  }

  /** The state of the visit. */
  @Operation(name = "$visit", type = Encounter.class, idempotent = true)
  public Parameters visit(@IdParam IdType encounter) {
    return parameters(visits.get(encounter.getIdPart()));
  }

  /**
   * A personal join link for somebody of the visit, or for a further guest or clinician.
   *
   * @param role a code of the code system visit-role; without, a further Practitioner is co-host
   *     and a RelatedPerson support person
   */
  @Operation(name = "$invite", type = Encounter.class)
  public Parameters invite(
      @IdParam IdType encounter,
      @OperationParam(name = "participant", min = 1, max = 1) @Nullable Reference participant,
      @OperationParam(name = "role", max = 1) @Nullable CodeType role,
      @OperationParam(name = "send", max = 1) @Nullable BooleanType send) {
    Visit visit = led(encounter);
    Person person = visits.invitee(visit.id(), who(participant), role(role));
    JoinLinks.Link link = links.create(visits.get(visit.id()), person);
    if (send != null && send.booleanValue()) {
      freshLinks.send(visit, person, link);
    }
    var answer = new Parameters();
    answer.addParameter("url", new UrlType(link.url()));
    answer.addParameter("expires", new InstantType(Date.from(link.expires())));
    return answer;
  }

  /** Takes the person's invitation back, with all that it led to. */
  @Operation(name = "$revoke-invite", type = Encounter.class)
  public Parameters revokeInvite(
      @IdParam IdType encounter,
      @OperationParam(name = "participant", min = 1, max = 1) @Nullable Reference participant) {
    return withoutMedia(visits.uninvite(led(encounter).id(), who(participant)), participant);
  }

  @Operation(name = "$admit", type = Encounter.class)
  public Parameters admit(
      @IdParam IdType encounter,
      @OperationParam(name = "participant", min = 1, max = 1) @Nullable Reference participant) {
    return parameters(visits.admit(led(encounter).id(), who(participant)));
  }

  @Operation(name = "$decline", type = Encounter.class)
  public Parameters decline(
      @IdParam IdType encounter,
      @OperationParam(name = "participant", min = 1, max = 1) @Nullable Reference participant,
      @OperationParam(name = "reason", max = 1) @Nullable StringType reason) {
    Visit visit = visits.decline(led(encounter).id(), who(participant), text(reason));
    return withoutMedia(visit, participant);
  }

  @Operation(name = "$remove", type = Encounter.class)
  public Parameters remove(
      @IdParam IdType encounter,
      @OperationParam(name = "participant", min = 1, max = 1) @Nullable Reference participant) {
    return withoutMedia(visits.remove(led(encounter).id(), who(participant)), participant);
  }

  @Operation(name = "$end", type = Encounter.class)
  public Parameters end(@IdParam IdType encounter) {
    return parameters(visits.end(led(encounter).id()));
  }

  /** The media go also when the person's page holds no socket that they would go with. */
  private Parameters withoutMedia(Visit visit, @Nullable Reference participant) {
    visit.personOf(who(participant)).ifPresent(person -> rooms.takeOut(visit, person));
    return parameters(visit);
  }

  private Visit led(IdType encounter) {
    Visit visit = visits.get(encounter.getIdPart());
    Leading.refuseOthers(visit);
    return visit;
  }

  private static @Nullable VisitRole role(@Nullable CodeType role) {
    if (role == null || !role.hasValue()) {
      return null;
    }
    return Stream.of(VisitRole.values())
        .filter(known -> known.code().equals(role.getValue()))
        .findFirst()
        .orElseThrow(() -> VisitError.BAD_ROLE.at("role"));
  }

  private static @Nullable String text(@Nullable StringType reason) {
    String text = reason == null || reason.getValue() == null ? "" : reason.getValue().strip();
    if (text.length() > MAX_REASON) {
      throw VisitError.BAD_REASON.at("reason");
    }
    return text.isEmpty() ? null : text;
  }

  private String who(@Nullable Reference participant) {
    IdType id =
        participant == null || !participant.hasReference()
            ? new IdType()
            : new IdType(participant.getReference());
    if (!id.hasResourceType() || !id.hasIdPart() || !PEOPLE.contains(id.getResourceType())) {
      throw VisitError.BAD_PARTICIPANT.at("participant");
    }
    return actors
        .person(id.getResourceType() + "/" + id.getIdPart())
        .orElseThrow(() -> VisitError.NO_PRACTITIONER.at("participant"));
  }

  private Parameters parameters(Visit visit) {
    var answer = new Parameters();
    // Why somebody was turned away is not for that person's eyes.
    boolean leads = Leading.isAllowed(visit);
    answer.addParameter("status", new CodeType(visit.status().code()));
    answer.addParameter("encounter", new Reference("Encounter/" + visit.id()));
    answer.addParameter("appointment", new Reference("Appointment/" + visit.appointment()));
    answer.addParameter("landing", new UrlType(visits.landing(visit.id())));
    for (Person person : visit.people()) {
      ParametersParameterComponent part = answer.addParameter().setName("participant");
      part.addPart().setName("actor").setValue(new Reference(person.reference()));
      part.addPart().setName("role").setValue(new CodeType(person.visitRole().code()));
      part.addPart().setName("state").setValue(new CodeType(person.state().deskWord()));
      part.addPart().setName("since").setValue(new InstantType(Date.from(person.since())));
      part.addPart().setName("inRoom").setValue(new BooleanType(person.isPresent()));
      if (leads && person.declinedWhy() != null) {
        part.addPart().setName("reason").setValue(new StringType(person.declinedWhy()));
      }
    }
    return answer;
  }
}

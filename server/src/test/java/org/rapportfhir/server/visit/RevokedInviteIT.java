package org.rapportfhir.server.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapportfhir.server.support.Eventually.eventually;
import static org.rapportfhir.server.support.Practice.appointment;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapportfhir.server.support.ClientPage;
import org.rapportfhir.server.support.Practice;
import org.rapportfhir.server.support.RunningServer;
import org.rapportfhir.video.MediaListener;
import org.rapportfhir.video.NotAdmittedException;
import org.rapportfhir.video.ParticipantId;
import org.rapportfhir.video.RemoteStream;
import org.rapportfhir.video.RoomId;
import org.rapportfhir.video.VideoRooms;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of somebody whose invitation is withdrawn, or who is put out. */
class RevokedInviteIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RunningServer server = RunningServer.get();
  private final VideoRooms rooms = server.bean(VideoRooms.class);
  private final JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
  private final Practice practice = new Practice(server.ehr());
  private String client;
  private Encounter encounter;
  private ClientPage page;

  @BeforeEach
  void invited() {
    client = practice.client();
    encounter = practice.encounterOf(practice.book(appointment(client, practice.clinician())));
    page = new ClientPage(server, practice.invite(encounter, client));
  }

  @Test
  void noFreshLinkIsSentUntilThePersonIsInvitedAgain() {
    practice.call(encounter, "$revoke-invite", client);
    assertThat(page.post("/new-link", "").statusCode()).isEqualTo(202);
    assertThat(landing().statusCode()).isEqualTo(202);
    assertThat(linksSent()).isZero();

    ClientPage again = new ClientPage(server, practice.invite(encounter, client));
    assertThat(page.post("/new-link", "").statusCode()).isEqualTo(202);
    assertThat(linksSent()).as("ordered with the revoked link").isZero();
    assertThat(again.step()).isEqualTo("welcome");
    assertThat(again.checkIn().step()).isEqualTo("waiting");
    assertThat(again.post("/new-link", "").statusCode()).isEqualTo(202);
    assertThat(linksSent()).isEqualTo(1);
  }

  @Test
  void theOpenPageHearsThatItsLinkHasEnded() {
    page.checkIn().openSocket().isToldStep("waiting");
    practice.call(encounter, "$revoke-invite", client);
    assertThat(page.closeCode()).isEqualTo(4401);
    assertThat(page.socketStatus()).isEqualTo(404);
    assertThat(page.get("/state").statusCode()).isEqualTo(404);
  }

  @Test
  void whoeverWasAdmittedMustBeAdmittedAgainAfterANewInvitation() {
    page.checkIn().openSocket().isToldStep("waiting");
    practice.call(encounter, "$admit", client);
    page.isToldStep("admitted");
    practice.call(encounter, "$revoke-invite", client);
    assertThat(page.closeCode()).isEqualTo(4401);

    ClientPage again = new ClientPage(server, practice.invite(encounter, client)).checkIn();
    assertThat(again.step()).isEqualTo("waiting");
    practice.call(encounter, "$admit", client);
    assertThat(again.step()).isEqualTo("admitted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$revoke-invite", "$remove", "$decline"})
  void theMediaServerForgetsTheAdmission(String operation) {
    page.checkIn();
    practice.call(encounter, "$admit", client);
    Visit visit =
        server.bean(VisitStore.class).find(encounter.getIdElement().getIdPart()).orElseThrow();
    var room = new RoomId(visit.room());
    var who = new ParticipantId(visit.personOf(client).orElseThrow().id());
    rooms.open(RoomKeeper.spec(visit));
    rooms.admit(room, who);
    rooms.connect(room, who, new Nobody());
    assertThat(rooms.participants(room)).containsExactly(who);

    practice.call(encounter, operation, client);

    eventually(SOON, () -> rooms.participants(room), List::isEmpty);
    assertThatThrownBy(() -> rooms.connect(room, who, new Nobody()))
        .isInstanceOf(NotAdmittedException.class);
  }

  private HttpResponse<String> landing() {
    return server.send(
        server
            .request("/visit/" + encounter.getIdElement().getIdPart() + "/link")
            .POST(BodyPublishers.noBody()));
  }

  private int linksSent() {
    return jdbc.queryForList(
            "select 1 from rapport.outbox where encounter = ?",
            encounter.getIdElement().getIdPart())
        .size();
  }

  /** Listens to nothing. */
  private static final class Nobody implements MediaListener {
    @Override
    public void offered(String sdpOffer, List<RemoteStream> streams) {}

    @Override
    public void closed(Reason reason) {}
  }
}

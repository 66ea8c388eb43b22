package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final List<String> BOTH = List.of("0", "1");
  private final Subscription subscription = new Subscription();

  @Test
  void nothingIsAskedForWhileNobodySends() {
    assertThat(subscription.next()).isEmpty();
    subscription.restart();
    assertThat(subscription.next()).isEmpty();
  }

  @Test
  void theFirstStreamsMakeTheSubscriber() {
    subscription.published("ann", BOTH);
    assertThat(subscription.next())
        .contains(new Subscription.Join(List.of(stream("ann", "0"), stream("ann", "1"))));
  }

  @Test
  void changesWaitForTheBrowsersAnswerAndAreThenAskedForTogether() {
    receiving("ann");
    subscription.published("bob", BOTH);
    subscription.published("cy", List.of("0"));
    assertThat(subscription.next()).isPresent();
    assertThat(subscription.next()).as("one question at a time").isEmpty();

    Subscription another = receivingWithOfferOut("ann");
    another.published("bob", BOTH);
    another.published("cy", List.of("0"));
    another.gone("ann");
    assertThat(another.next()).as("the browser owes an answer").isEmpty();
    another.answered();
    assertThat(another.next())
        .contains(
            new Subscription.Update(
                List.of(stream("bob", "0"), stream("bob", "1"), stream("cy", "0")),
                List.of("s0", "s1")));
  }

  @Test
  void somebodyWhoCameAndWentMeanwhileIsNotAskedFor() {
    Subscription waiting = receivingWithOfferOut("ann");
    waiting.published("bob", BOTH);
    waiting.gone("bob");
    waiting.answered();
    assertThat(waiting.next()).isEmpty();
  }

  @Test
  void somebodyWhoConnectsAgainIsDroppedAndTakenAnew() {
    receiving("ann");
    subscription.gone("ann");
    subscription.published("ann", BOTH);
    assertThat(subscription.next())
        .contains(
            new Subscription.Update(
                List.of(stream("ann", "0"), stream("ann", "1")), List.of("s0", "s1")));
  }

  @Test
  void somebodyWhoConnectsAgainWhileAskedForIsTakenAnewToo() {
    subscription.published("ann", BOTH);
    assertThat(subscription.next()).isPresent();
    subscription.gone("ann");
    subscription.published("ann", BOTH);
    subscription.offered(lines("ann", "0", "1"));
    subscription.answered();
    assertThat(subscription.next())
        .hasValueSatisfying(
            ask -> {
              Subscription.Update update = (Subscription.Update) ask;
              assertThat(update.wanted()).containsExactly(stream("ann", "0"), stream("ann", "1"));
              assertThat(update.droppedMids()).containsExactlyInAnyOrder("s0", "s1");
            });
  }

  @Test
  void aLineThatItsSenderSwitchedOffIsDropped() {
    receiving("ann");
    subscription.published("ann", List.of("0"));
    assertThat(subscription.next()).contains(new Subscription.Update(List.of(), List.of("s1")));
  }

  @Test
  void aRefusedQuestionMayBeAskedAgainForThoseWhoAreStillThere() {
    receiving("ann");
    subscription.published("bob", BOTH);
    subscription.published("cy", List.of("0"));
    assertThat(subscription.next()).isPresent();
    assertThat(subscription.feedsAskedFor()).containsExactlyInAnyOrder("bob", "cy");
    subscription.refused();
    subscription.retain(Set.of("ann", "cy"));
    assertThat(subscription.next())
        .contains(new Subscription.Update(List.of(stream("cy", "0")), List.of()));
  }

  @Test
  void anAgreementWithoutOfferLeavesTheLegReady() {
    receiving("ann");
    subscription.published("bob", List.of("2"));
    assertThat(subscription.next()).isPresent();
    subscription.unchanged();
    assertThat(subscription.next()).isEmpty();
    assertThat(subscription.awaitsAnswer()).isFalse();
  }

  @Test
  void aRestartWaitsItsTurnAndKeepsTheLines() {
    Subscription waiting = receivingWithOfferOut("ann");
    waiting.restart();
    assertThat(waiting.next()).isEmpty();
    waiting.answered();
    assertThat(waiting.next()).contains(new Subscription.Restart());
    waiting.offeredAgain();
    assertThat(waiting.awaitsAnswer()).isTrue();
    waiting.answered();
    waiting.gone("ann");
    assertThat(waiting.next()).contains(new Subscription.Update(List.of(), List.of("s0", "s1")));
  }

  private void receiving(String feed) {
    subscription.published(feed, BOTH);
    assertThat(subscription.next()).isPresent();
    subscription.offered(lines(feed, "0", "1"));
    subscription.answered();
  }

  private static Subscription receivingWithOfferOut(String feed) {
    Subscription waiting = new Subscription();
    waiting.published(feed, BOTH);
    assertThat(waiting.next()).isPresent();
    waiting.offered(lines(feed, "0", "1"));
    return waiting;
  }

  private static FeedStream stream(String feed, String mid) {
    return new FeedStream(feed, mid);
  }

  /** Lines as Janus lists them; the receiver's mids are s0, s1 and so on. */
  private static ArrayNode lines(String feed, String... mids) {
    ArrayNode lines = Json.MAPPER.createArrayNode();
    for (String mid : mids) {
      lines
          .addObject()
          .put("type", mid.equals("0") ? "audio" : "video")
          .put("active", true)
          .put("mid", "s" + mid)
          .put("feed_id", feed)
          .put("feed_mid", mid);
    }
    return lines;
  }
}

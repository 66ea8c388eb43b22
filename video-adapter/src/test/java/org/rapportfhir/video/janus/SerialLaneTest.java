package org.rapportfhir.video.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerialLaneTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void tasksRunOneAtATimeInOrder() throws InterruptedException {
    SerialLane lane = new SerialLane(pool);
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1000);
    lane.startWith(() -> {});
    for (int i = 0; i < 1000; i++) {
      int number = i;
      lane.execute(
          () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            ran.add(number);
            inside.decrementAndGet();
            done.countDown();
          });
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
    assertThat(ran).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void nothingRunsBeforeTheFirstTask() {
    SerialLane lane = new SerialLane(Runnable::run);
    List<String> ran = new ArrayList<>();
    lane.execute(() -> ran.add("second"));
    assertThat(ran).isEmpty();
    lane.startWith(() -> ran.add("first"));
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void aTaskThatThrowsDoesNotStopTheLane() {
    SerialLane lane = new SerialLane(Runnable::run);
    List<String> ran = new ArrayList<>();
    lane.startWith(
        () -> {
          throw new IllegalStateException("this belongs to the test");
        });
    lane.execute(() -> ran.add("next"));
    assertThat(ran).containsExactly("next");
  }

  @Test
  void whatFindsTooManyWaitingIsNotTaken() {
    SerialLane lane = new SerialLane(Runnable::run);
    List<String> ran = new ArrayList<>();
    assertThat(lane.offer(() -> ran.add("first"), 2)).isTrue();
    assertThat(lane.offer(() -> ran.add("second"), 2)).isTrue();
    assertThat(lane.offer(() -> ran.add("third"), 2)).isFalse();
    lane.execute(() -> ran.add("not to be lost"));
    lane.startWith(() -> {});
    assertThat(ran).containsExactly("first", "second", "not to be lost");
    assertThat(lane.offer(() -> ran.add("later"), 2)).isTrue();
    assertThat(ran).contains("later");
  }
}

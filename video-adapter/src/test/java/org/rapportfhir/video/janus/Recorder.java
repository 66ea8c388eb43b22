package org.rapportfhir.video.janus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.rapportfhir.video.MediaConnection;
import org.rapportfhir.video.MediaListener;
import org.rapportfhir.video.RemoteStream;
import org.rapportfhir.video.RoomEvent;
import org.rapportfhir.video.RoomListener;

/** Writes down what listeners hear. */
final class Recorder implements RoomListener, MediaListener {
  final List<RoomEvent> events = new CopyOnWriteArrayList<>();
  final List<Reason> closed = new CopyOnWriteArrayList<>();
  final List<List<RemoteStream>> offers = new CopyOnWriteArrayList<>();
  final List<MediaConnection.Leg> connected = new CopyOnWriteArrayList<>();
  final AtomicInteger lost = new AtomicInteger();
  final AtomicInteger back = new AtomicInteger();

  @Override
  public void on(RoomEvent event) {
    events.add(event);
  }

  @Override
  public void serverLost() {
    lost.incrementAndGet();
  }

  @Override
  public void serverBack() {
    back.incrementAndGet();
  }

  @Override
  public void offered(String sdpOffer, List<RemoteStream> streams) {
    offers.add(streams);
  }

  @Override
  public void connected(MediaConnection.Leg leg) {
    connected.add(leg);
  }

  @Override
  public void closed(Reason reason) {
    closed.add(reason);
  }

  boolean saw(Class<? extends RoomEvent> type) {
    return events.stream().anyMatch(type::isInstance);
  }
}

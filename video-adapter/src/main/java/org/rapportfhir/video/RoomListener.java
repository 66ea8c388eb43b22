package org.rapportfhir.video;

/** Hears what happens in all rooms. Called on the adapter's threads: return soon, never throw. */
public interface RoomListener {

  void on(RoomEvent event);

  /** The media server is gone, and with it every room and connection. */
  default void serverLost() {}

  /**
   * The media server answers again and has no rooms: make those of running visits again by {@link
   * VideoRooms#open} and {@link VideoRooms#admit}, then let the pages connect.
   */
  default void serverBack() {}
}

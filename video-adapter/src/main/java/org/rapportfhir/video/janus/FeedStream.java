package org.rapportfhir.video.janus;

/**
 * One media line that somebody in the room sends.
 *
 * @param feed who sends it
 * @param mid the line in the sender's own offer
 */
record FeedStream(String feed, String mid) {}

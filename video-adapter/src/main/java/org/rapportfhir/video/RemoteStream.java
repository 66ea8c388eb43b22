package org.rapportfhir.video;

/**
 * One media line of the receiving PeerConnection.
 *
 * @param mid the line in the offer
 * @param from whose media it is
 * @param kind what it is
 */
public record RemoteStream(String mid, ParticipantId from, MediaKind kind) {}

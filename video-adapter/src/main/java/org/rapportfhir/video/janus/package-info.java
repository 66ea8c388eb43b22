/**
 * The {@link org.rapportfhir.video.VideoRooms} port on a Janus server (1.1.2 and later 1.x), by its
 * videoroom plugin. {@link org.rapportfhir.video.janus.JanusVideoRooms} is the door; {@link
 * org.rapportfhir.video.janus.JanusEventIntake} takes what Janus posts.
 *
 * <h2>Who talks to whom</h2>
 *
 * Browsers never talk to Janus's API, only media flows between them; Rapport's server carries the
 * signalling. One Janus session serves all of an adapter's connections: requests are HTTP posts, a
 * long poll brings answers and news. On it there are one handle that manages rooms and two handles
 * per person: one sends ({@code publisher}), the other receives everybody else in one
 * PeerConnection ({@code subscriber}, many streams), and is made when there is somebody to receive.
 *
 * <h2>Secrets</h2>
 *
 * The API wants {@code apisecret}, the admin API {@code admin_secret}, making a room {@code
 * admin_key}; changing or closing a room wants its own secret, joining it a token from its list.
 * The last two are derived from the master secret and never stored. Room and person are named by
 * random identifiers, and no display name is given.
 *
 * <h2>Offers on the receiving leg</h2>
 *
 * Janus makes the offers there. Only one is out at a time: whoever comes, goes or changes while the
 * browser owes an answer is put into the next {@code update}. Janus's own {@code autoupdate} is off
 * for that reason. A restart's offer does not list the lines again; they are as before.
 *
 * <h2>Loss</h2>
 *
 * A Janus that dies breaks the long poll at once; one that hangs misses two heartbeats. Then every
 * connection hears {@code SERVER_LOST}, the room listeners {@code serverLost} once, and Janus is
 * tried again after 250 ms, 500 ms, 1 s, and every 2 s. With the new session comes {@code
 * serverBack}; Janus keeps no rooms, so they must be opened again.
 *
 * <h2>Events</h2>
 *
 * Janus's {@code sampleevh} posts events in batches, and every handle's events carry the opaque
 * identifier that the adapter gave it, {@code room/person/leg}, so any node understands them. Their
 * time is Janus's wall clock in microseconds. "Stopped" means a second without packets, so a page
 * that switches its camera off must send nothing ({@code replaceTrack(null)}). What a batch tells
 * is heard before Janus gets its answer. The plugin says nothing of people when their room is
 * closed; their lost handles tell that they left.
 *
 * <h2>Threads</h2>
 *
 * Fixed in number and all daemons: one polls, one beats, eight serve listeners and the signalling's
 * steps, eight the HTTP client. Each connection has a lane on the eight: its listener is called one
 * call at a time, in order, with no lock held; a listener that blocks holds up one of the eight.
 * {@code publish}, {@code connect} and what manages rooms run on the caller's thread, and wait for
 * Janus for at most the request timeout per try.
 */
@NullMarked
package org.rapportfhir.video.janus;

import org.jspecify.annotations.NullMarked;

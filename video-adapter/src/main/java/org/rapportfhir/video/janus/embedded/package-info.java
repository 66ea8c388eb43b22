/**
 * Runs a Janus of one's own as a child process: for the sandbox, for tests, and for a practice that
 * has it on the server's machine. What it writes as Janus's configuration is the same that a
 * container fills in from its environment.
 */
@NullMarked
package org.rapportfhir.video.janus.embedded;

import org.jspecify.annotations.NullMarked;

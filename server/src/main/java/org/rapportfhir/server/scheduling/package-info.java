/**
 * Booking: what an Appointment of a virtual visit must keep, and that the visit follows it, in the
 * same transaction, when it is booked, moved or cancelled.
 */
@NullMarked
package org.rapportfhir.server.scheduling;

import org.jspecify.annotations.NullMarked;

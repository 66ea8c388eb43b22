package org.rapportfhir.server.sandbox;

import org.rapportfhir.server.sandbox.DemoPeople.Client;
import org.rapportfhir.server.sandbox.DemoPeople.Clinician;

/** A visit that is to be booked. */
record PlannedVisit(Clinician clinician, Client client, Slot slot) {}

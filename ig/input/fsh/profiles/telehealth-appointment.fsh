Profile: TelehealthAppointment
Parent: Appointment
Id: telehealth-appointment
Title: "Telehealth appointment"
Description: "An appointment for a virtual visit. Differs from Appointment in that a client and a clinician must take part, that the end must follow the start, and that it carries the visit's landing page as R5's virtualService. The landing page holds no secret; a person's own join link never stands in an Appointment, since everybody who may read the Appointment could use it."
* obeys rapport-client-takes-part and rapport-clinician-takes-part
* extension contains $appointmentVirtualService named virtualService 0..* MS
* extension[virtualService] ^short = "The visit's landing page; the server adds it when the visit is booked"
* status MS
* serviceCategory MS
* serviceType MS
* appointmentType MS
* reasonCode MS
* cancelationReason MS
* supportingInformation MS
* supportingInformation ^comment = "The server adds a logical reference of type Encounter to the visit it plans (identifier system https://rapport-fhir.org/ig/sid/visit). Encounter.appointment is the literal reference between the two."
* start MS
* end MS
* end obeys rapport-end-after-start
* slot MS
* participant 2..* MS
* participant ^short = "At least a client and a clinician"
* participant.extension contains VisitRoleExtension named visitRole 0..1 MS
* participant.type MS
* participant.actor MS
* participant.status MS

// A reference by urn: leads to another entry of the same transaction. It passes here, and is judged by what
// it became when the appointment is stored.
Invariant: rapport-client-takes-part
Description: "A client must take part: add a participant whose actor refers to a Patient."
Severity: #error
Expression: "participant.actor.where(type = 'Patient' or reference.contains('Patient/') or reference.startsWith('urn:') or (reference.startsWith('#') and resolve().ofType(Patient).exists())).exists()"

Invariant: rapport-clinician-takes-part
Description: "A clinician must take part: add a participant whose actor refers to a Practitioner or a PractitionerRole."
Severity: #error
Expression: "participant.actor.where(type = 'Practitioner' or type = 'PractitionerRole' or reference.contains('Practitioner/') or reference.contains('PractitionerRole/') or reference.startsWith('urn:') or (reference.startsWith('#') and (resolve().ofType(Practitioner).exists() or resolve().ofType(PractitionerRole).exists()))).exists()"

Invariant: rapport-end-after-start
Description: "The appointment must end after it starts: set Appointment.end to a time later than Appointment.start."
Severity: #error
Expression: "%resource.start.empty() or $this > %resource.start"

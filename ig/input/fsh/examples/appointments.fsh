Instance: appointment-booked
InstanceOf: TelehealthAppointment
Title: "A booked virtual visit"
Description: "As it stands after booking: the server has added the landing page and the reference to the planned visit."
Usage: #example
* insert LandingPage(encounter-planned)
* status = #booked
* serviceCategory = $ServiceCategory#8 "Counselling"
* serviceType = $SCT#448337001
* appointmentType = $AppointmentReason#ROUTINE
* supportingInformation.type = "Encounter"
* supportingInformation.identifier.system = "https://rapport-fhir.org/ig/sid/visit"
* supportingInformation.identifier.value = "encounter-planned"
* start = "2026-12-03T15:00:00-06:00"
* end = "2026-12-03T15:50:00-06:00"
* participant[0].extension[visitRole].valueCode = #client
* participant[0].actor = Reference(example-client)
* participant[0].status = #accepted
* participant[1].extension[visitRole].valueCode = #host
* participant[1].type = $ParticipationType#PPRF
* participant[1].actor = Reference(example-clinician)
* participant[1].status = #accepted

Instance: appointment-cancelled
InstanceOf: TelehealthAppointment
Title: "A cancelled virtual visit"
Description: "Cancelled by the client; the times stay."
Usage: #example
* status = #cancelled
* cancelationReason = http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason#pat
* start = "2026-12-10T15:00:00-06:00"
* end = "2026-12-10T15:50:00-06:00"
* participant[0].actor = Reference(example-client)
* participant[0].status = #declined
* participant[1].actor = Reference(example-clinician)
* participant[1].status = #accepted

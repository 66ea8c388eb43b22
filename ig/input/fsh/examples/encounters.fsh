Instance: encounter-planned
InstanceOf: TelehealthEncounter
Title: "A planned virtual visit"
Description: "As the server makes it when the appointment is booked."
Usage: #example
* insert VisitOfTheExampleClient
* identifier.value = "encounter-planned"
* insert LandingPage(encounter-planned)
* status = #planned
* participant[0].extension[visitRole].valueCode = #host
* participant[0].type = $ParticipationType#PPRF
* participant[0].individual = Reference(example-clinician)
* appointment = Reference(appointment-booked)

Instance: encounter-in-progress
InstanceOf: TelehealthEncounter
Title: "A virtual visit in progress"
Description: "Client and clinician are in the call; where the client is has been stated at check-in; the network is failing the client just now."
Usage: #example
* insert VisitOfTheExampleClient
* identifier.value = "encounter-in-progress"
* insert LandingPage(encounter-in-progress)
* insert ClientWasAt(TX, home, 2026-12-03T14:55:10-06:00)
* extension[technicalTrouble].extension[kind].valueCode = #network
* extension[technicalTrouble].extension[period].valuePeriod.start = "2026-12-03T15:10:00-06:00"
* extension[technicalTrouble].extension[who].valueReference = Reference(example-client)
* extension[technicalTrouble].extension[resolved].valueBoolean = false
* status = #in-progress
* insert Stage(arrived, 2026-12-03T14:55:10-06:00, 2026-12-03T15:01:00-06:00)
* participant[0].extension[visitRole].valueCode = #host
* participant[0].type = $ParticipationType#PPRF
* participant[0].individual = Reference(example-clinician)
* participant[0].period.start = "2026-12-03T15:00:20-06:00"
* period.start = "2026-12-03T15:01:00-06:00"

Instance: encounter-finished-video
InstanceOf: TelehealthEncounter
Title: "A finished visit by video, client at home"
Description: "Modifier 95 and place of service 10, with one spell of trouble that passed and an interpreter."
Usage: #example
* insert VisitOfTheExampleClient
* identifier.value = "encounter-finished-video"
* insert LandingPage(encounter-finished-video)
* insert ClientWasAt(TX, home, 2026-12-03T14:55:10-06:00)
* extension[telehealthModifier].valueCoding = $CPT#95
* extension[placeOfService].valueCoding = $POS#10
* insert MediaFlowed(audio-video, 2890, 2801)
* extension[technicalTrouble].extension[kind].valueCode = #network
* extension[technicalTrouble].extension[period].valuePeriod.start = "2026-12-03T15:10:00-06:00"
* extension[technicalTrouble].extension[period].valuePeriod.end = "2026-12-03T15:11:29-06:00"
* extension[technicalTrouble].extension[who].valueReference = Reference(example-client)
* extension[technicalTrouble].extension[resolved].valueBoolean = true
* status = #finished
* insert Stage(arrived, 2026-12-03T14:55:10-06:00, 2026-12-03T15:01:00-06:00)
* insert Stage(in-progress, 2026-12-03T15:01:00-06:00, 2026-12-03T15:49:10-06:00)
* insert HostTookPart(2026-12-03T15:00:20-06:00, 2026-12-03T15:49:10-06:00)
* participant[1].extension[visitRole].valueCode = #interpreter
* participant[1].type = http://terminology.hl7.org/CodeSystem/participant-type#translator
* participant[1].individual = Reference(example-interpreter)
* participant[1].period.start = "2026-12-03T15:01:00-06:00"
* participant[1].period.end = "2026-12-03T15:48:58-06:00"
* period.start = "2026-12-03T15:01:00-06:00"
* period.end = "2026-12-03T15:49:10-06:00"

Instance: encounter-finished-audio
InstanceOf: TelehealthEncounter
Title: "A finished visit by sound alone, client not at home"
Description: "The client kept the camera off, in a parked car: modifier 93 and place of service 02."
Usage: #example
* insert VisitOfTheExampleClient
* identifier.value = "encounter-finished-audio"
* insert LandingPage(encounter-finished-audio)
* insert ClientWasAt(TX, vehicle, 2026-12-03T16:58:00-06:00)
* extension[telehealthModifier].valueCoding = $CPT#93
* extension[placeOfService].valueCoding = $POS#02
* insert MediaFlowed(audio-only, 2340, 0)
* status = #finished
* insert Stage(arrived, 2026-12-03T16:58:00-06:00, 2026-12-03T17:00:40-06:00)
* insert Stage(in-progress, 2026-12-03T17:00:40-06:00, 2026-12-03T17:40:05-06:00)
* insert HostTookPart(2026-12-03T17:00:05-06:00, 2026-12-03T17:40:05-06:00)
* period.start = "2026-12-03T17:00:40-06:00"
* period.end = "2026-12-03T17:40:05-06:00"

Profile: TelehealthEncounter
Parent: Encounter
Id: telehealth-encounter
Title: "Telehealth encounter"
Description: "A virtual visit, from the plan to the end. Differs from Encounter in that its class is VR (R4's code for video and phone alike), that type and subject are there (so that a visit of one client also meets US Core), that times are there as soon as they are facts, and that it keeps what happened: media, trouble, where the client was, and the modifier and place of service that follow."
* obeys rapport-started-has-start and rapport-finished-has-end and rapport-modifier-fits-media
* extension contains
    $encounterVirtualService named virtualService 0..* MS and
    TelehealthModifier named telehealthModifier 0..1 MS and
    PlaceOfService named placeOfService 0..1 MS and
    MediaUsed named mediaUsed 0..1 MS and
    TechnicalTrouble named technicalTrouble 0..* MS
* extension[virtualService] ^short = "The visit's landing page; the server adds it"
* identifier MS
* status MS
* statusHistory MS
* statusHistory ^short = "Each status the visit had, with its time: waiting is arrived, in the call is in-progress"
* class = $ActCode#VR
* class MS
* type 1..* MS
* subject 1..1 MS
* subject only Reference(Patient or Group)
* subject ^short = "The client; a Group where this is the room of a couple's or a group's visit"
* participant MS
* participant.extension contains VisitRoleExtension named visitRole 0..1 MS
* participant.type MS
* participant.period MS
* participant.period ^short = "From the first joining until the last leaving"
* participant.individual MS
* appointment MS
* period MS
* reasonCode MS
* location MS
* location.extension contains PatientLocation named patientLocation 0..1 MS
* location.location MS
* serviceProvider MS
* partOf MS
* partOf ^short = "The room's encounter, where this is one client's part of a visit with several"

Invariant: rapport-started-has-start
Description: "A visit that is in progress, on leave or finished has started: set Encounter.period.start to when the first person was admitted."
Severity: #error
Expression: "(status = 'in-progress' or status = 'onleave' or status = 'finished') implies period.start.exists()"

Invariant: rapport-finished-has-end
Description: "A finished visit has ended: set Encounter.period.end to when the last person left."
Severity: #error
Expression: "status = 'finished' implies period.end.exists()"

Invariant: rapport-modifier-fits-media
Description: "The modifier should say what the media say: 95 and GT stand for audio and video, 93 and FQ for audio only. Check telehealth-modifier against media-used."
Severity: #warning
Expression: "extension.where(url = 'https://rapport-fhir.org/ig/StructureDefinition/media-used').extension.where(url = 'modality').value.all(($this = 'audio-only' implies %resource.extension.where(url = 'https://rapport-fhir.org/ig/StructureDefinition/telehealth-modifier').value.where(code = '95' or code = 'GT').empty()) and ($this = 'audio-video' implies %resource.extension.where(url = 'https://rapport-fhir.org/ig/StructureDefinition/telehealth-modifier').value.where(code = '93' or code = 'FQ').empty()))"

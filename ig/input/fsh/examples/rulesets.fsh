// The landing page in the form that is valid under both readings of the published structure.
RuleSet: LandingPage(visit)
* extension[virtualService].extension[datatype].valueString = "VirtualServiceDetail"
* extension[virtualService].extension[channelType].valueCoding = VirtualServiceType#rapport-video
* extension[virtualService].extension[address].extension[datatype].valueString = "ExtendedContactDetail"
* extension[virtualService].extension[address].extension[telecom].valueContactPoint.system = #url
* extension[virtualService].extension[address].extension[telecom].valueContactPoint.value = "https://practice.example/visit/{visit}"

RuleSet: VisitOfTheExampleClient
* identifier.system = "https://rapport-fhir.org/ig/sid/visit"
* type = $SCT#448337001
* subject = Reference(example-client)

RuleSet: HostTookPart(from, to)
* participant[0].extension[visitRole].valueCode = #host
* participant[0].type = $ParticipationType#PPRF
* participant[0].individual = Reference(example-clinician)
* participant[0].period.start = "{from}"
* participant[0].period.end = "{to}"

RuleSet: Stage(status, from, to)
* statusHistory[+].status = #{status}
* statusHistory[=].period.start = "{from}"
* statusHistory[=].period.end = "{to}"

RuleSet: ClientWasAt(state, place, at)
* contained[0] = client-location
* location.location.reference = "#client-location"
* location.extension[patientLocation].extension[state].valueCoding = $USPS#{state}
* location.extension[patientLocation].extension[place].valueCode = #{place}
* location.extension[patientLocation].extension[verifiedAt].valueInstant = "{at}"
* location.extension[patientLocation].extension[verifiedBy].valueReference = Reference(example-client)

RuleSet: MediaFlowed(modality, audio, video)
* extension[mediaUsed].extension[modality].valueCode = #{modality}
* extension[mediaUsed].extension[audio].valueDuration = {audio} 's'
* extension[mediaUsed].extension[video].valueDuration = {video} 's'

Instance: client-location
InstanceOf: Location
Usage: #inline
* status = #active
* mode = #instance
* address.line = "1 Example Street"
* address.city = "Austin"
* address.state = "TX"

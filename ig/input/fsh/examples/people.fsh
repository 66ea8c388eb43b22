Instance: example-client
InstanceOf: Patient
Title: "A client"
Usage: #example
* identifier.system = "https://rapport-fhir.org/ig/sid/example"
* identifier.value = "client-1"
* name.family = "Example"
* name.given = "Ada"
* gender = #female
* birthDate = "1990-04-12"

Instance: example-clinician
InstanceOf: Practitioner
Title: "A clinician"
Usage: #example
* identifier.system = "https://rapport-fhir.org/ig/sid/example"
* identifier.value = "clinician-1"
* name.family = "Sample"
* name.given = "Ben"

Instance: example-interpreter
InstanceOf: RelatedPerson
Title: "An interpreter of the client's"
Usage: #example
* patient = Reference(example-client)
* name.family = "Specimen"
* name.given = "Cleo"

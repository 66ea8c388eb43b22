CodeSystem: VisitRole
Id: visit-role
Title: "Visit role"
Description: "What a person does in a virtual visit. FHIR's participation types say who is responsible for the care; this says who may open the room and who is a guest in it."
* insert OwnCodes
* #client "Client" "The person whom the visit is for."
* #host "Host" "The clinician who opens the room, admits the others and ends the visit."
* #co-host "Co-host" "A second clinician who may do what the host may."
* #interpreter "Interpreter" "Interprets between the client and the clinician, in a spoken or a signed language."
* #support-person "Support person" "Somebody the client wants to have there, such as a relative, a friend or a case worker."
* #observer "Observer" "Listens with the client's knowledge and takes no part in the care, such as a supervisor or a trainee."

ValueSet: VisitRoleVS
Id: visit-role
Title: "Visit role"
Description: "All roles a person can have in a virtual visit."
* insert OwnValueSet
* include codes from system VisitRole

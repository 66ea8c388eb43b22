Extension: VisitRoleExtension
Id: visit-role
Title: "Visit role"
Description: "What this participant does in the virtual visit, beside the participation type that R4 has."
* insert Context(Appointment.participant)
* insert Context(Encounter.participant)
* extension 0..0
* value[x] 1..1
* value[x] only code
* valueCode from VisitRoleVS (required)

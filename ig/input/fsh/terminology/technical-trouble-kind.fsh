CodeSystem: TechnicalTroubleKind
Id: technical-trouble-kind
Title: "Kind of technical trouble"
Description: "What didn't work in a visit, as far as it can be told from outside."
* insert OwnCodes
* #audio "Audio" "Somebody couldn't be heard, or only in pieces."
* #video "Video" "Somebody couldn't be seen, or the picture stood still."
* #network "Network" "The connection between a device and the media server was lost, slow or could not be made."
* #device "Device" "A camera, microphone, browser or computer failed or was refused to the page."
* #media-server "Media server" "The media server was away or had to be started again."

ValueSet: TechnicalTroubleKindVS
Id: technical-trouble-kind
Title: "Kind of technical trouble"
Description: "All kinds of technical trouble."
* insert OwnValueSet
* include codes from system TechnicalTroubleKind

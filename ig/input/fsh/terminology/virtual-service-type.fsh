CodeSystem: VirtualServiceType
Id: virtual-service-type
Title: "Virtual service type"
Description: "The channel by which a virtual visit is held, for virtualService.channelType."
* insert OwnCodes
* #rapport-video "Rapport video" "Video in the browser, by a server that implements this guide. The address is the visit's landing page: it names nobody and lets nobody in, but sends a personal link to the people who are expected."

ValueSet: VirtualServiceTypeVS
Id: virtual-service-type
Title: "Virtual service type"
Description: "Channels that this guide defines. Others may be used for services of others."
* insert OwnValueSet
* include codes from system VirtualServiceType

package org.rapportfhir.server.scheduling;

import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.rapportfhir.profiles.Rapport;
import org.rapportfhir.server.fhir.ProfileRule;
import org.springframework.stereotype.Component;

/**
 * Tells virtual appointments from others: they claim the profile, or have R5's virtual service, or
 * a service type of SNOMED CT's telemedicine consultation (as US Core's example has).
 */
@Component
final class VirtualAppointments implements ProfileRule {
  private static final String SNOMED = "http://snomed.info/sct";
  private static final String TELEMEDICINE = "448337001";

  @Override
  public Optional<String> neededBy(Resource resource) {
    return resource instanceof Appointment appointment && isVirtual(appointment)
        ? Optional.of(Rapport.Profile.TELEHEALTH_APPOINTMENT)
        : Optional.empty();
  }

  static boolean isVirtual(Appointment appointment) {
    return appointment.getMeta().hasProfile(Rapport.Profile.TELEHEALTH_APPOINTMENT)
        || appointment.hasExtension(Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE)
        || appointment.getServiceType().stream()
            .flatMap(type -> type.getCoding().stream())
            .anyMatch(VirtualAppointments::isTelemedicine);
  }

  private static boolean isTelemedicine(Coding coding) {
    return SNOMED.equals(coding.getSystem()) && TELEMEDICINE.equals(coding.getCode());
  }
}

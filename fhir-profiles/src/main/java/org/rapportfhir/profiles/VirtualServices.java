package org.rapportfhir.profiles;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * The landing page of a visit, as R5's virtualService in R4.
 *
 * <p>The structure HL7 publishes asks for {@code _datatype} below {@code address} even where {@code
 * address} has a value, which no extension may have beside parts. So the address is written as the
 * parts of an ExtendedContactDetail ({@code _datatype} and {@code telecom}), which is valid whether
 * a validator insists or not. A plain value is read as well.
 *
 * <p>Only the service of channel {@value #CHANNEL} is Rapport's; services of others stay untouched.
 *
 * @see <a
 *     href="https://hl7.org/fhir/uv/xver-r5.r4/0.1.0/StructureDefinition-ext-R5-Appointment.virtualService.html">Appointment.virtualService</a>
 */
public final class VirtualServices {
  /** The code of Rapport's own channel in {@link Rapport.Codes#VIRTUAL_SERVICE_TYPE}. */
  public static final String CHANNEL = "rapport-video";

  private static final String CHANNEL_TYPE = "channelType";
  private static final String ADDRESS = "address";
  private static final String TELECOM = "telecom";

  private VirtualServices() {}

  /** The landing page, if the appointment has one of Rapport's. */
  public static Optional<String> address(Appointment appointment) {
    return address(appointment.getExtension(), Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE);
  }

  /** The landing page, if the visit has one of Rapport's. */
  public static Optional<String> address(Encounter visit) {
    return address(visit.getExtension(), Rapport.Ext.ENCOUNTER_VIRTUAL_SERVICE);
  }

  /** Sets the landing page, in place of the one that Rapport wrote before. */
  public static void write(Appointment appointment, String address) {
    write(appointment.getExtension(), Rapport.Ext.APPOINTMENT_VIRTUAL_SERVICE, address);
  }

  /** Sets the landing page, in place of the one that Rapport wrote before. */
  public static void write(Encounter visit, String address) {
    write(visit.getExtension(), Rapport.Ext.ENCOUNTER_VIRTUAL_SERVICE, address);
  }

  private static Optional<String> address(List<Extension> extensions, String url) {
    return Parts.all(extensions, url).stream()
        .filter(VirtualServices::isOurs)
        .findFirst()
        .flatMap(service -> Parts.only(service.getExtension(), ADDRESS))
        .map(VirtualServices::addressOf);
  }

  private static void write(List<Extension> extensions, String url, String address) {
    extensions.removeIf(extension -> url.equals(extension.getUrl()) && isOurs(extension));
    Extension service = new Extension(url);
    service.addExtension(datatype("VirtualServiceDetail"));
    service.addExtension(new Extension(CHANNEL_TYPE, channel()));
    service.addExtension(contactDetail(address));
    extensions.add(service);
  }

  private static boolean isOurs(Extension service) {
    return Parts.optionalPart(service, CHANNEL_TYPE, Coding.class)
        .filter(type -> Rapport.Codes.VIRTUAL_SERVICE_TYPE.equals(type.getSystem()))
        .filter(type -> CHANNEL.equals(type.getCode()))
        .isPresent();
  }

  private static Extension contactDetail(String address) {
    Extension detail = new Extension(ADDRESS);
    detail.addExtension(datatype("ExtendedContactDetail"));
    ContactPoint url = new ContactPoint().setSystem(ContactPointSystem.URL).setValue(address);
    detail.addExtension(new Extension(TELECOM, url));
    return detail;
  }

  private static String addressOf(Extension address) {
    Type value =
        address.hasValue() ? address.getValue() : Parts.part(address, TELECOM, ContactPoint.class);
    return value instanceof ContactPoint point
        ? point.getValue()
        : ((PrimitiveType<?>) value).getValueAsString();
  }

  private static Coding channel() {
    return new Coding().setSystem(Rapport.Codes.VIRTUAL_SERVICE_TYPE).setCode(CHANNEL);
  }

  private static Extension datatype(String name) {
    return new Extension(Rapport.Ext.DATATYPE, new StringType(name));
  }
}

package org.rapportfhir.server.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of the made-up practice, as {@code sandbox/people.json} has them. Each client is in
 * the care of one clinician, who holds a licence where the client lives.
 */
record DemoPeople(List<Clinician> clinicians, List<Client> clients, List<Companion> companions) {
  private static final String FILE = "/sandbox/people.json";

  DemoPeople {
    clinicians = List.copyOf(clinicians);
    clients = List.copyOf(clients);
    companions = List.copyOf(companions);
  }

  /**
   * A clinician.
   *
   * @param id also the name to sign in with
   * @param taxonomy NUCC provider taxonomy
   */
  record Clinician(
      String id,
      String given,
      String family,
      String suffix,
      String gender,
      String npi,
      String phone,
      List<String> languages,
      String profession,
      String taxonomy,
      List<Licence> licences) {

    String reference() {
      return "Practitioner/" + id;
    }
  }

  /** A licence for one state; {@code from} and {@code to} are ISO dates. */
  record Licence(String state, String number, String from, String to) {}

  /**
   * A client.
   *
   * @param usual the name to be called by, where it differs
   * @param clinician the id of the clinician
   */
  record Client(
      String id,
      String number,
      String given,
      String family,
      @Nullable String usual,
      String gender,
      String birthDate,
      String street,
      String city,
      String state,
      String postalCode,
      String phone,
      @Nullable String email,
      String language,
      String clinician) {

    String reference() {
      return "Patient/" + id;
    }
  }

  /**
   * Somebody close to a client, or an interpreter.
   *
   * @param relationship a code of HL7's RoleCode, or {@code interpreter}
   * @param joins whether this person comes along to each visit
   */
  record Companion(
      String id,
      String client,
      String given,
      String family,
      String relationship,
      String phone,
      boolean joins) {

    String reference() {
      return "RelatedPerson/" + id;
    }
  }

  /** The clients of one clinician, always in the same order. */
  List<Client> clientsOf(Clinician clinician) {
    return clients.stream().filter(c -> c.clinician().equals(clinician.id())).toList();
  }

  /** Who comes along to the client's visits. */
  List<Companion> joining(Client client) {
    return companions.stream().filter(c -> c.joins() && c.client().equals(client.id())).toList();
  }

  static DemoPeople load() {
    try (InputStream file = DemoPeople.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("This jar is incomplete: no " + FILE);
      }
      return new ObjectMapper().readValue(file, DemoPeople.class);
    } catch (IOException broken) {
      throw new UncheckedIOException("This jar is incomplete: " + FILE, broken);
    }
  }
}

package org.rapportfhir.server.sandbox;

import java.util.List;
import org.rapportfhir.server.sandbox.DemoPeople.Clinician;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.server.smart.UserAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;

/**
 * Makes the practice when the sandbox first starts on an empty store, and at each later start fills
 * the days that have come since. A store with data of somebody else's is left alone. Of two nodes
 * that start at once, the second finds everything done.
 */
@Order(DemoPractice.ORDER)
final class DemoPractice implements ApplicationRunner {
  /** After the server's own OAuth clients are registered. */
  static final int ORDER = 100;

  private static final Logger log = LoggerFactory.getLogger(DemoPractice.class);
  private static final List<String> ROLES = List.of("clinician");

  private final DemoPeople people;
  private final DemoStore store;
  private final DemoCalendar calendar;
  private final UserAccounts accounts;
  private final ReadyVisit ready;
  private final SandboxLock lock;
  private final RapportSettings settings;
  private final SandboxSettings sandbox;
  private final AppointmentBundle appointments;

  DemoPractice(
      DemoPeople people,
      DemoStore store,
      DemoCalendar calendar,
      UserAccounts accounts,
      ReadyVisit ready,
      SandboxLock lock,
      RapportSettings settings,
      SandboxSettings sandbox) {
    this.people = people;
    this.store = store;
    this.calendar = calendar;
    this.accounts = accounts;
    this.ready = ready;
    this.lock = lock;
    this.settings = settings;
    this.sandbox = sandbox;
    this.appointments = new AppointmentBundle(people);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    long began = System.nanoTime();
    if (lock.holding(this::seed)) {
      people.clinicians().forEach(this::account);
      book();
      log.info("The sandbox is set up, in {} ms", (System.nanoTime() - began) / 1_000_000);
    } else {
      log.info("The store holds other data, so no made-up practice is added to it");
    }
  }

  /** Whether the made-up practice is there, now or since an earlier start. */
  private boolean seed() {
    if (store.hasDemoPractice()) {
      return true;
    }
    boolean room = store.isEmpty();
    if (room) {
      store.post(new PeopleBundle(people, settings.practice()).transaction());
    }
    return room;
  }

  private void account(Clinician clinician) {
    accounts.create(clinician.id(), sandbox.sandboxPassword(), clinician.reference(), ROLES);
  }

  private void book() {
    int booked = lock.holding(this::fillDays);
    log.info("The made-up practice has {} more visits", booked);
    unlessRefused(ready::ensure);
  }

  private int fillDays() {
    return calendar.missing().stream().mapToInt(this::fill).sum();
  }

  /** A bundle for each day: quicker than one for all, and a day that is refused spoils no other. */
  private int fill(List<PlannedVisit> day) {
    boolean done = unlessRefused(() -> store.post(appointments.transaction(day)));
    return done ? day.size() : 0;
  }

  /** A practice that people have played with may refuse: that must not keep the server down. */
  private static boolean unlessRefused(Runnable booking) {
    try {
      booking.run();
      return true;
    } catch (RuntimeException refused) {
      log.warn("Visits of the made-up practice could not be booked", refused);
      return false;
    }
  }
}

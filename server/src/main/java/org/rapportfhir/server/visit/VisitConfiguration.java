package org.rapportfhir.server.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.rapportfhir.server.settings.RapportSettings;
import org.rapportfhir.video.VideoRooms;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the feature together. */
@Configuration(proxyBeanMethods = false)
class VisitConfiguration {

  @Bean
  VisitStore visitStore(JdbcTemplate jdbc, ObjectMapper json) {
    return new VisitStore(jdbc, json);
  }

  @Bean
  EncounterWriter encounterWriter(DaoRegistry daos, RapportSettings settings) {
    return new EncounterWriter(daos, settings.baseUrl());
  }

  @Bean
  EncounterHooks encounterHooks(VisitStore store, EncounterWriter encounters, Clock clock) {
    return new EncounterHooks(store, encounters, clock);
  }

  @Bean
  Actors actors(DaoRegistry daos) {
    return new Actors(daos);
  }

  @Bean
  Visits visits(
      VisitStore store,
      EncounterWriter encounters,
      JoinLinks links,
      List<VisitEndListener> endListeners,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new Visits(
        store, encounters, links, endListeners, new TransactionTemplate(transactions), clock);
  }

  @Bean
  JoinLinks joinLinks(JdbcTemplate jdbc, Clock clock, RapportSettings settings) {
    return new JoinLinks(jdbc, clock, settings);
  }

  @Bean
  Invitations invitations(Visits visits, JoinLinks links) {
    return new Invitations(visits, links);
  }

  @Bean
  People people(DaoRegistry daos) {
    return new People(daos);
  }

  @Bean
  DeviceChecks deviceChecks(JdbcTemplate jdbc) {
    return new DeviceChecks(jdbc);
  }

  @Bean
  JoinStates joinStates(
      People people, DeviceChecks checks, VideoRooms rooms, RapportSettings settings, Clock clock) {
    return new JoinStates(people, checks, rooms, settings, clock);
  }

  @Bean
  VisitSockets visitSockets() {
    return new VisitSockets();
  }

  @Bean
  Joining joining(
      JoinLinks links,
      Visits visits,
      JoinStates states,
      DeviceChecks checks,
      People people,
      VisitSockets sockets,
      JdbcTemplate jdbc,
      Clock clock) {
    return new Joining(links, visits, states, checks, people, sockets, jdbc, clock);
  }

  @Bean
  FreshLinks freshLinks(
      Visits visits, JoinLinks links, People people, JdbcTemplate jdbc, Clock clock) {
    return new FreshLinks(visits, links, people, jdbc, clock);
  }

  @Bean
  SignalHandler signalHandler(
      Visits visits,
      JoinStates states,
      People people,
      VideoRooms rooms,
      VisitSockets sockets,
      ObjectMapper json,
      Clock clock) {
    return new SignalHandler(visits, states, people, rooms, sockets, json, clock);
  }

  @Bean
  SignalHandshake signalHandshake(Joining joining, VisitSockets sockets, ObjectMapper json) {
    return new SignalHandshake(joining, sockets, json);
  }

  @Bean
  RoomKeeper roomKeeper(
      VisitStore store,
      Visits visits,
      VideoRooms rooms,
      VisitSockets sockets,
      Clock clock,
      RapportSettings settings) {
    return new RoomKeeper(store, visits, rooms, sockets, clock, settings.visit().roomBefore());
  }

  @Bean
  EmptyRooms emptyRooms(VisitStore store, Visits visits, Clock clock, RapportSettings settings) {
    return new EmptyRooms(store, visits, clock, settings);
  }

  @Bean
  VisitNews visitNews(
      DataSource dataSource,
      VisitStore store,
      VisitSockets sockets,
      SignalHandler pages,
      RoomKeeper rooms) {
    return new VisitNews(
        dataSource,
        id ->
            store
                .find(id)
                .ifPresent(
                    visit -> {
                      pages.visitChanged(visit);
                      rooms.provide(visit);
                    }),
        sockets::visits);
  }

  @Bean
  EncounterOperations encounterOperations(
      Visits visits, Actors actors, JoinLinks links, FreshLinks fresh, RoomKeeper rooms) {
    return new EncounterOperations(visits, actors, links, fresh, rooms);
  }
}

package org.rapportfhir.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.MigrationTaskList;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.jpa.migrate.tasks.api.TaskFlagEnum;
import ca.uhn.fhir.util.VersionEnum;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;

/** HAPI's tables, made and brought up to date by HAPI's own migrator rather than by Hibernate. */
final class FhirSchema {
  private final DataSource dataSource;

  FhirSchema(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Does what is still to be done; on an up-to-date database that is one query. */
  void migrate() {
    var storage =
        new HapiMigrationStorageSvc(
            new HapiMigrationDao(
                dataSource,
                DriverTypeEnum.POSTGRES_9_4,
                SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME));
    var tasks = new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values());
    storage.createMigrationTableIfRequired();
    if (isDue(storage, tasks)) {
      migrator(storage, tasks).migrate();
    }
  }

  /**
   * The migrator would find this out as well, but only after it locked the table. Heavyweight tasks
   * don't count: it leaves them out and never records them, so they look due for ever.
   */
  private static boolean isDue(HapiMigrationStorageSvc storage, MigrationTaskList tasks) {
    MigrationTaskList missing = storage.diff(tasks);
    missing.removeIf(task -> task.hasFlag(TaskFlagEnum.HEAVYWEIGHT_SKIP_BY_DEFAULT));
    return missing.size() > 0;
  }

  private SchemaMigrator migrator(HapiMigrationStorageSvc storage, MigrationTaskList tasks) {
    var migrator =
        new SchemaMigrator(
            "public",
            SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME,
            dataSource,
            new Properties(),
            tasks,
            storage);
    migrator.setDriverType(DriverTypeEnum.POSTGRES_9_4);
    return migrator;
  }
}

package org.rapportfhir.bench.peer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the caller decides; everything else is pinned in this package and in application.yaml.
 *
 * @param jdbcUrl the PostgreSQL database; made if the server doesn't have it
 * @param user its owner, who may create databases
 * @param password the owner's password, empty where the server trusts the connection
 * @param fresh drops the database first, so that nothing of an earlier run is weighed
 * @param tuned takes the best known settings of HAPI instead of the starter's
 */
@ConfigurationProperties("peer")
record PeerProperties(
    @DefaultValue("jdbc:postgresql://localhost:5432/rapport_bench_peer") String jdbcUrl,
    @DefaultValue("postgres") String user,
    @DefaultValue("") String password,
    @DefaultValue("false") boolean fresh,
    @DefaultValue("false") boolean tuned) {}

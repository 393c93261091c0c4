package io.byteor.launcher.part;

import io.byteor.backends.Database;
import io.byteor.backends.Registry;
import io.byteor.launcher.credential.AuditKey;
import io.byteor.launcher.credential.TokenIssuer;
import io.byteor.launcher.port.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration of the services, as environment variables by the rules of MicroProfile Config. */
final class ServiceEnvironment {
    private final Path data;
    private final Endpoints endpoints;
    private final String databaseUser;
    private final Path publicKey;

    ServiceEnvironment(Path data, Endpoints endpoints, String databaseUser, Path publicKey) {
        this.data = data;
        this.endpoints = endpoints;
        this.databaseUser = databaseUser;
        this.publicKey = publicKey;
    }

    Map<String, String> of(Part service) {
        Map<String, String> variables = new HashMap<>(common(endpoints.of(service)));
        switch (service) {
            case INGEST -> variables.put("BYTEOR_STORE_DIRECTORY", store());
            case VALIDATOR -> {
                variables.put("BYTEOR_VALIDATOR_INSTANCE_ID", "validator-1");
                variables.put(
                        "BYTEOR_VALIDATOR_STATE_DIRECTORY",
                        data.resolve("validator-state").toString());
            }
            case RUNNER -> {
                variables.put("BYTEOR_STORE_DIRECTORY", store());
                variables.put("BYTEOR_RUNNER_ID", "runner-1");
            }
            case SINK -> {
                variables.put("BYTEOR_SINK_INSTANCE_ID", "sink-1");
                variables.put("BYTEOR_AUDIT_SIGNING_KEY", AuditKey.signing(data).toString());
                variables.put("BYTEOR_EXPORT_DIRECTORY", data.resolve("exports").toString());
                variables.put("QUARKUS_DATASOURCE_JDBC_URL", databaseUrl(endpoints, Database.DEFAULT_NAME));
                variables.put("QUARKUS_DATASOURCE_USERNAME", databaseUser);
                variables.put("QUARKUS_DATASOURCE_PASSWORD", "");
            }
            case BROKER, DATABASE, REGISTRY -> throw new IllegalArgumentException(service + " is not a service");
        }
        return variables;
    }

    static String databaseUrl(Endpoints endpoints, String name) {
        return "jdbc:postgresql://%s/%s".formatted(endpoints.of(Part.DATABASE).address(), name);
    }

    static String registryUrl(Endpoints endpoints) {
        return "http://" + endpoints.of(Part.REGISTRY).address() + Registry.CORE_API;
    }

    private Map<String, String> common(Endpoint endpoint) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", Ports.HOST),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(endpoint.port())),
                Map.entry("QUARKUS_MANAGEMENT_HOST", Ports.HOST),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(endpoint.management())),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", endpoints.of(Part.BROKER).address()),
                Map.entry("BYTEOR_REGISTRY_URL", registryUrl(endpoints)),
                // Every look at a service that is not ready yet would be a line in its log.
                Map.entry("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN"),
                Map.entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "file:" + publicKey),
                Map.entry("MP_JWT_VERIFY_ISSUER", TokenIssuer.ISSUER),
                Map.entry("MP_JWT_VERIFY_AUDIENCES", TokenIssuer.AUDIENCE));
    }

    private String store() {
        return data.resolve("store").toString();
    }
}

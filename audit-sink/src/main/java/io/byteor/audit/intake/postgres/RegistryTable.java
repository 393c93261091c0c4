package io.byteor.audit.intake.postgres;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.PipelineState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every revision of the registry, kept when the topic has forgotten it. */
final class RegistryTable {
    private static final String INSERT = """
            INSERT INTO registry_revision (kind, key, revision, document, posture_digest, environment, pipeline, version,
                status, changed_issuer, changed_subject, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, key, revision) DO NOTHING""";

    private RegistryTable() {}

    /** What one kind has and another has not. */
    private record Traits(
            @Nullable String postureDigest,
            @Nullable String environment,
            @Nullable String pipeline,
            @Nullable String version,
            @Nullable String status) {}

    static void environment(Connection connection, EnvironmentState event) throws SQLException {
        Traits traits = new Traits(event.getPostureDigest(), event.getName(), null, null, null);
        insert(
                connection,
                "environment",
                event.getName(),
                event.getRevision(),
                event.getDocument(),
                traits,
                event.getChangedBy(),
                event.getChangedAt());
    }

    static void agent(Connection connection, AgentState event) throws SQLException {
        Traits traits = new Traits(null, event.getEnvironment(), event.getPipeline(), event.getVersion(), null);
        insert(
                connection,
                "agent",
                event.getAgentId(),
                event.getRevision(),
                event.getDocument(),
                traits,
                event.getChangedBy(),
                event.getChangedAt());
    }

    static void pipeline(Connection connection, PipelineState event) throws SQLException {
        Traits traits = new Traits(null, null, event.getPipeline(), event.getVersion(), event.getStatus());
        insert(
                connection,
                "pipeline",
                event.getSpecHash(),
                event.getRevision(),
                event.getSpec(),
                traits,
                event.getChangedBy(),
                event.getChangedAt());
    }

    private static void insert(
            Connection connection,
            String kind,
            String key,
            long revision,
            String document,
            Traits traits,
            Person by,
            Instant at)
            throws SQLException {
        Statements.update(
                connection,
                INSERT,
                kind,
                key,
                revision,
                document,
                traits.postureDigest(),
                traits.environment(),
                traits.pipeline(),
                traits.version(),
                traits.status(),
                by.getIssuer(),
                by.getSubject(),
                at);
    }
}

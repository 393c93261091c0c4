package io.byteor.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of {@link Backends} holds to. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class BackendsContract {

    /** The set under test, the same one for all tests. */
    protected abstract Backends backends();

    @Test
    void handsACommittedTransactionToReadCommittedReaders() throws ExecutionException, InterruptedException {
        String topic = "contract-" + UUID.randomUUID();
        try (KafkaProbe probe = new KafkaProbe(backends().broker())) {
            probe.createTopic(topic);

            probe.send(topic, "aborted", KafkaProbe.Ending.ABORT);
            probe.send(topic, "committed", KafkaProbe.Ending.COMMIT);

            assertThat(probe.readCommitted(topic)).containsExactly("committed");
        }
    }

    @Test
    protected void finalizesTheTransactionVersionThatFencesLateWrites()
            throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", backends().broker().bootstrapServers()))) {
            short finalized = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get("transaction.version")
                    .maxVersionLevel();

            assertThat(finalized).isGreaterThanOrEqualTo((short) 2);
        }
    }

    @Test
    void createsNoTopicUnasked() throws ExecutionException, InterruptedException {
        String topic = "unasked-" + UUID.randomUUID();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", backends().broker().bootstrapServers()))) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() ->
                            admin.describeTopics(List.of(topic)).allTopicNames().get())
                    .withCauseInstanceOf(UnknownTopicOrPartitionException.class);
            try (KafkaProbe probe = new KafkaProbe(backends().broker())) {
                assertThat(probe.isRefused(topic)).isTrue();
            }
            assertThat(admin.listTopics().names().get()).doesNotContain(topic);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void keepsTheDatabaseDurable(String setting) throws SQLException {
        assertThat(DatabaseProbe.show(backends().database(), setting)).isEqualTo("on");
    }

    @Test
    void runsPostgres18() throws SQLException {
        assertThat(DatabaseProbe.show(backends().database(), "server_version")).startsWith("18");
    }

    @Test
    void makesAFurtherDatabaseOnce() throws SQLException {
        Database database = backends().database();
        String name = "contract_" + UUID.randomUUID().toString().replace('-', '_');

        String url = database.jdbcUrl(name);

        assertThat(database.jdbcUrl(name)).isEqualTo(url).isNotEqualTo(database.jdbcUrl());
        try (Connection connection = DatabaseProbe.connect(database, url)) {
            assertThat(connection.getCatalog()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with space", "x; DROP DATABASE byteor", "1st"})
    void refusesADatabaseNameThatNeedsQuoting(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> backends().database().jdbcUrl(name));
    }

    @Test
    void storesAnAvroSchemaUnderAContentId() throws IOException, InterruptedException {
        RegistryClient registry = new RegistryClient(backends().registry());
        String schema = """
                {"type":"record","name":"R%s","fields":[{"name":"f","type":"long"}]}""".formatted(UUID.randomUUID().toString().replace("-", ""));

        long contentId = registry.register(UUID.randomUUID().toString(), schema);

        assertThat(registry.content(contentId)).isEqualTo(schema);
    }
}

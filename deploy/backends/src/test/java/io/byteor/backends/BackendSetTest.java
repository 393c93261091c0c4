package io.byteor.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BackendSetTest {

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void closesTheRegistryBeforeItsDatabaseAndCleansUpLast() {
        Backends set = BackendSet.start(
                () -> new RecordedBroker(events),
                () -> new RecordedDatabase(events),
                database -> new RecordedRegistry(events),
                () -> events.add("cleaned up"));

        set.close();
        set.close();

        assertThat(events).containsExactly("registry closed", "database closed", "broker closed", "cleaned up");
    }

    @Test
    void closesWhatDidStartWhenOneDoesNot() {
        BackendFailure failure = new BackendFailure("no registry");

        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() -> BackendSet.start(
                        () -> new RecordedBroker(events),
                        () -> new RecordedDatabase(events),
                        database -> {
                            throw failure;
                        },
                        () -> events.add("cleaned up")))
                .isSameAs(failure);

        assertThat(events).containsExactly("database closed", "broker closed", "cleaned up");
    }

    @Test
    void startsNoRegistryWithoutADatabase() {
        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() -> BackendSet.start(
                        () -> new RecordedBroker(events),
                        () -> {
                            throw new BackendFailure("no database");
                        },
                        database -> {
                            events.add("registry started");
                            return new RecordedRegistry(events);
                        },
                        () -> events.add("cleaned up")))
                .withMessage("no database");

        assertThat(events).containsExactly("broker closed", "cleaned up");
    }

    private record RecordedBroker(List<String> events) implements Broker {
        @Override
        public String bootstrapServers() {
            return "broker:1";
        }

        @Override
        public void close() {
            events.add("broker closed");
        }
    }

    private record RecordedDatabase(List<String> events) implements Database {
        @Override
        public String jdbcUrl() {
            return "jdbc:";
        }

        @Override
        public String jdbcUrl(String name) {
            return "jdbc:" + name;
        }

        @Override
        public String user() {
            return "user";
        }

        @Override
        public String password() {
            return "";
        }

        @Override
        public void close() {
            events.add("database closed");
        }
    }

    private record RecordedRegistry(List<String> events) implements Registry {
        @Override
        public URI url() {
            return URI.create("http://registry");
        }

        @Override
        public void close() {
            events.add("registry closed");
        }
    }
}

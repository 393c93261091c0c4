package io.byteor.backends.testing;

import io.byteor.backends.BackendSettings;
import io.byteor.backends.Backends;
import io.byteor.backends.Broker;
import io.byteor.backends.containers.ContainerBackends;
import io.byteor.backends.embedded.EmbeddedBackends;
import io.byteor.backends.kafka.EmbeddedBroker;
import io.byteor.backends.process.Directories;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The one set of this JVM, run by the system class loader. Public for that loader's sake alone: tests ask
 * {@link TestBackends}.
 */
public final class SharedSet {
    private static final Path DATA = Path.of("target", "backends");

    private SharedSet() {}

    /** Starts the set, announces it by system properties, and has it stopped when the JVM ends. */
    public static void start() {
        Backends backends = ofKind(
                () -> EmbeddedBackends.start(BackendSettings.temporary(TestData.fresh(DATA))),
                ContainerBackends::start);
        stopAtTheEnd(backends::close);
        System.setProperty(TestBackends.JDBC, backends.database().jdbcUrl());
        System.setProperty(TestBackends.USER, backends.database().user());
        System.setProperty(TestBackends.PASSWORD, backends.database().password());
        System.setProperty(TestBackends.REGISTRY, backends.registry().url().toString());
        System.setProperty(TestBackends.BOOTSTRAP, backends.broker().bootstrapServers());
    }

    /** The same for a broker alone. */
    public static void startBroker() {
        Path data = TestData.fresh(DATA);
        Broker broker = ofKind(() -> EmbeddedBroker.start(data, 0), ContainerBackends::startBroker);
        stopAtTheEnd(() -> {
            broker.close();
            Directories.delete(data);
        });
        System.setProperty(TestBackends.BROKER_ALONE, broker.bootstrapServers());
    }

    private static <T> T ofKind(Supplier<? extends T> embedded, Supplier<? extends T> containers) {
        String kind = System.getProperty(TestBackends.KIND, "embedded");
        return switch (kind) {
            case "embedded" -> embedded.get();
            case "containers" -> containers.get();
            default ->
                throw new IllegalArgumentException(
                        "%s is %s, neither embedded nor containers".formatted(TestBackends.KIND, kind));
        };
    }

    private static void stopAtTheEnd(Runnable stop) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("backends-stop").unstarted(stop));
    }
}

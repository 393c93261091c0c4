package io.byteor.backends.testing;

import io.byteor.backends.BackendSettings;
import io.byteor.backends.Backends;
import io.byteor.backends.containers.ContainerBackends;
import io.byteor.backends.embedded.EmbeddedBackends;
import java.nio.file.Path;

/**
 * The one set of this JVM, run by the system class loader. Public for that loader's sake alone: tests ask
 * {@link TestBackends}.
 */
public final class SharedSet {

    private SharedSet() {}

    /** Starts the set, announces it by system properties, and has it stopped when the JVM ends. */
    public static void start() {
        Backends backends = switch (System.getProperty(TestBackends.KIND, "embedded")) {
            case "embedded" -> embedded();
            case "containers" -> ContainerBackends.start();
            default ->
                throw new IllegalArgumentException("%s is %s, neither embedded nor containers"
                        .formatted(TestBackends.KIND, System.getProperty(TestBackends.KIND)));
        };
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("backends-stop").unstarted(backends::close));
        System.setProperty(TestBackends.JDBC, backends.database().jdbcUrl());
        System.setProperty(TestBackends.USER, backends.database().user());
        System.setProperty(TestBackends.PASSWORD, backends.database().password());
        System.setProperty(TestBackends.REGISTRY, backends.registry().url().toString());
        System.setProperty(TestBackends.BOOTSTRAP, backends.broker().bootstrapServers());
    }

    private static Backends embedded() {
        Path data = TestData.fresh(Path.of("target", "backends"));
        return EmbeddedBackends.start(BackendSettings.temporary(data));
    }
}

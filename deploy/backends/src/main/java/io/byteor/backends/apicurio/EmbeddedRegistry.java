package io.byteor.backends.apicurio;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.Registry;
import io.byteor.backends.process.Ending;
import io.byteor.backends.process.Installation;
import io.byteor.backends.process.LogTail;
import io.byteor.backends.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Apicurio Registry as a child process, listening on 127.0.0.1 only, without authentication. Its content, content ids
 * included, is in the database, so it survives a restart of the process. The process ends with this JVM, however this JVM
 * ends.
 */
public final class EmbeddedRegistry implements Registry {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(60);
    private static final int STOPPED_BY_SIGTERM = 143;

    private final Process process;
    private final AotCache cache;
    private final URI url;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedRegistry(Process process, AotCache cache, URI url) {
        this.process = process;
        this.cache = cache;
        this.url = url;
    }

    /**
     * Returns when the registry answers from its database.
     *
     * @throws BackendFailure with the end of the registry's log when it does not come up
     */
    public static EmbeddedRegistry start(RegistrySettings settings) {
        return start(settings, START_PATIENCE);
    }

    static EmbeddedRegistry start(RegistrySettings settings, Duration patience) {
        Path home = Installation.registryHome();
        if (!Files.exists(home.resolve("quarkus-run.jar"))) {
            throw new BackendFailure("No schema registry is unpacked in %s: build deploy/backends".formatted(home));
        }
        int port = LoopbackPort.resolve("registry", settings.port());
        Path log = settings.directory().resolve("registry.log");
        AotCache cache = AotCache.open(home);
        Process process = launch(settings, port, home, cache, log);
        URI url = URI.create("http://%s:%d%s".formatted(LoopbackPort.HOST, port, CORE_API));
        EmbeddedRegistry registry = new EmbeddedRegistry(process, cache, url);
        if (!RegistryProbe.answers(url, process.toHandle(), patience)) {
            String how = process.isAlive()
                    ? "did not answer at %s within %s".formatted(url, patience)
                    : "ended with exit code " + process.exitValue();
            String end = LogTail.of(log);
            registry.abandon();
            throw new BackendFailure("The schema registry %s; %s".formatted(how, end));
        }
        return registry;
    }

    private static Process launch(RegistrySettings settings, int port, Path home, AotCache cache, Path log) {
        try {
            Files.createDirectories(settings.directory());
            return RegistryCommand.of(settings, port, home, cache, log).start();
        } catch (IOException failure) {
            throw new BackendFailure("The schema registry could not be launched: " + failure.getMessage(), failure);
        }
    }

    @Override
    public URI url() {
        return url;
    }

    /** Completes when the registry's process has ended, by {@link #close} or by itself. */
    public CompletableFuture<?> ended() {
        return process.onExit();
    }

    /** Ends one that did not come up; a start that failed is none to record. */
    private void abandon() {
        process.destroyForcibly();
        Ending.awaited(process.toHandle(), STOP_PATIENCE);
        cache.settle(false);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Ending.of(process.toHandle(), cache.isRecording() ? RECORDING_PATIENCE : STOP_PATIENCE);
            cache.settle(!process.isAlive() && process.exitValue() == STOPPED_BY_SIGTERM);
        }
    }
}

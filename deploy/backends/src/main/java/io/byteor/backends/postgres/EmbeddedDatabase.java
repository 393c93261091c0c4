package io.byteor.backends.postgres;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.Database;
import io.byteor.backends.process.Directories;
import io.byteor.backends.process.DirectoryLock;
import io.byteor.backends.process.Installation;
import io.byteor.backends.process.LogTail;
import io.byteor.backends.process.LoopbackPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A PostgreSQL server started by this JVM, listening on 127.0.0.1 only and on no Unix socket. Its data survives a restart
 * on the same directory. A server that an earlier, killed process left running there is ended first.
 *
 * <p>It trusts every connection: whoever can reach the loopback interface may read and write.
 */
public final class EmbeddedDatabase implements Database {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final String SUPERUSER = "postgres";

    // The library starts servers for throw-away tests, with durability switched off.
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger LIBRARY_LOG = Logger.getLogger("io.zonky.test");

    private final DirectoryLock lock;
    private final EmbeddedPostgres server;
    private final PostgresServer address;
    private final CompletableFuture<?> ended;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(
            DirectoryLock lock, EmbeddedPostgres server, PostgresServer address, CompletableFuture<?> ended) {
        this.lock = lock;
        this.server = server;
        this.address = address;
        this.ended = ended;
    }

    /**
     * Returns when the server answers and the database {@value Database#DEFAULT_NAME} exists.
     *
     * @param directory kept by {@link #close()}; initialised when it is new
     * @param port 0 for a free one
     * @throws BackendFailure when the directory is in use, the port taken, or the server does not come up
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, START_PATIENCE);
    }

    static EmbeddedDatabase start(Path directory, int port, Duration patience) {
        LIBRARY_LOG.setLevel(Level.WARNING);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return started(lock, directory.toAbsolutePath(), port, patience);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Ends the server that a killed process left running on this directory, if there is one. The next start on the directory
     * does so by itself.
     *
     * @throws BackendFailure when the directory is in use
     */
    public static void endLeftBehind(Path directory) {
        if (Files.exists(directory)) {
            DirectoryLock lock = DirectoryLock.take(directory);
            try (lock) {
                OrphanedPostmaster.end(directory.toAbsolutePath().resolve("data"));
            }
        }
    }

    private static EmbeddedDatabase started(DirectoryLock lock, Path directory, int port, Duration patience) {
        Path data = directory.resolve("data");
        Path served = directory.resolve("served");
        Path log = directory.resolve("postgres.log");
        OrphanedPostmaster.end(data);
        if (!Files.exists(served)) {
            // Cut short while it was made: no client ever saw it.
            Directories.delete(data);
        }
        int freePort = LoopbackPort.resolve("database", port);
        try {
            EmbeddedPostgres server =
                    builder(data, log, freePort).setPGStartupWait(patience).start();
            PostgresServer address = new PostgresServer(LoopbackPort.HOST, freePort, SUPERUSER, "");
            address.ensureDatabase(DEFAULT_NAME);
            if (!Files.exists(served)) {
                Files.createFile(served);
            }
            CompletableFuture<?> ended =
                    OrphanedPostmaster.find(data).map(ProcessHandle::onExit).orElseGet(CompletableFuture::new);
            return new EmbeddedDatabase(lock, server, address, ended);
        } catch (IOException | RuntimeException failure) {
            OrphanedPostmaster.end(data);
            throw new BackendFailure(
                    "PostgreSQL did not start on port %d: %s; %s"
                            .formatted(freePort, failure.getMessage(), LogTail.of(log)),
                    failure);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data, Path log, int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        PostgresBinaries.directory(Installation.cache()).toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", LoopbackPort.HOST)
                .setServerConfig("unix_socket_directories", "");
        DURABLE.forEach(builder::setServerConfig);
        return builder;
    }

    @Override
    public String jdbcUrl() {
        return address.jdbcUrl(DEFAULT_NAME);
    }

    @Override
    public String jdbcUrl(String name) {
        return address.ensureDatabase(name);
    }

    @Override
    public String user() {
        return address.user();
    }

    @Override
    public String password() {
        return address.password();
    }

    /** Completes when the server has ended, by {@link #close} or by itself; never where its process cannot be told from others. */
    public CompletableFuture<?> ended() {
        return ended;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (lock;
                    server) {
                // Both close, the server first.
            } catch (IOException failure) {
                throw new BackendFailure("PostgreSQL did not stop: " + failure.getMessage(), failure);
            }
        }
    }
}

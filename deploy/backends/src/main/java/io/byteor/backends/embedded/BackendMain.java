package io.byteor.backends.embedded;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.apicurio.EmbeddedRegistry;
import io.byteor.backends.apicurio.RegistrySettings;
import io.byteor.backends.kafka.EmbeddedBroker;
import io.byteor.backends.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One backend as a process: {@code broker|database|registry --data DIR [--port N]}, for the registry also
 * {@code --jdbc URL --user NAME}, its database's password in the environment variable {@value #PASSWORD}.
 *
 * <p>Prints {@code READY host:port} on standard output once it serves. It stops in order on SIGTERM, and, when it was
 * started with {@code --with-starter}, also when its standard input ends: a pipe from a process that was killed. Exit codes:
 * 0 or 143 stopped when told, 1 did not start (the reason on standard error), 2 wrong arguments, 3 what served ended by itself.
 */
public final class BackendMain {

    /** The environment variable with the registry's database password; an absent one stands for an empty one. */
    public static final String PASSWORD = "BYTEOR_DATABASE_PASSWORD";

    private static final int DID_NOT_START = 1;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int ENDED_BY_ITSELF = 3;

    private BackendMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        BackendArguments parsed;
        try {
            parsed = BackendArguments.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_ARGUMENTS);
            return;
        }
        try {
            run(parsed);
        } catch (BackendFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(DID_NOT_START);
        }
    }

    private static void run(BackendArguments arguments) throws InterruptedException {
        Running running = start(arguments);
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stopping.set(true);
            running.close();
        }));
        System.out.println("READY " + running.address());
        System.out.flush();
        var _ = running.ended()
                .thenRunAsync(
                        () -> endToo(arguments, stopping),
                        watch -> Thread.ofPlatform().daemon().start(watch));
        if (arguments.withStarter()) {
            awaitEndOfInput();
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    /** Whoever looks at this process is to see that nothing serves any more. */
    private static void endToo(BackendArguments arguments, AtomicBoolean stopping) {
        if (!stopping.get()) {
            System.err.printf(
                    "the %s ended by itself%n", arguments.role().name().toLowerCase(Locale.ROOT));
            System.exit(ENDED_BY_ITSELF);
        }
    }

    private static Running start(BackendArguments arguments) {
        return switch (arguments.role()) {
            case BROKER -> {
                EmbeddedBroker broker = EmbeddedBroker.start(arguments.data(), arguments.port());
                // It is in this process, and ends it where it cannot go on.
                yield new Running(broker.bootstrapServers(), new CompletableFuture<>(), broker::close);
            }
            case DATABASE -> {
                EmbeddedDatabase database = EmbeddedDatabase.start(arguments.data(), arguments.port());
                yield new Running(
                        URI.create(database.jdbcUrl().substring("jdbc:".length()))
                                .getAuthority(),
                        database.ended(),
                        database::close);
            }
            case REGISTRY -> {
                EmbeddedRegistry registry = EmbeddedRegistry.start(new RegistrySettings(
                        arguments.data(),
                        arguments.port(),
                        arguments.jdbcUrl(),
                        arguments.user(),
                        System.getenv().getOrDefault(PASSWORD, "")));
                yield new Running(registry.url().getAuthority(), registry.ended(), registry::close);
            }
        };
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException pipeBroke) {
            // As good as its end.
        }
    }

    /** @param ended completes when what serves has ended */
    private record Running(String address, CompletableFuture<?> ended, Runnable stop) {
        void close() {
            stop.run();
        }
    }
}

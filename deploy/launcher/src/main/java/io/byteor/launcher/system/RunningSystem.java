package io.byteor.launcher.system;

import io.byteor.backends.postgres.PostgresServer;
import io.byteor.backends.process.DirectoryLock;
import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.Progress;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Credentials;
import io.byteor.launcher.front.FrontDoor;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import io.byteor.launcher.part.Readiness;
import io.byteor.launcher.process.Ending;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The system while this process is its launcher. Every started process is on disk before anything else happens, so that
 * nothing is lost track of when this process is killed. Thread-safe; {@link #close} stops the system in order, also in the
 * middle of a start.
 */
public final class RunningSystem implements AutoCloseable {
    /** The registry's first stop records a cache of its own, which takes a busy machine its time. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(120);

    private final LaunchSettings settings;
    private final Progress progress;
    private final DirectoryLock directory;
    private final RunFile file;
    private final PartCommands commands;
    private final FrontDoor front;
    private final TokenRenewal tokens;
    private final HttpClient health = HttpClient.newHttpClient();
    private final Map<Part, Child> children = new EnumMap<>(Part.class);
    private final Object closing = new Object();
    private RunState state;
    private boolean stopping;
    private boolean closed;

    RunningSystem(Preparation prepared, Progress progress) {
        this.settings = prepared.settings();
        this.progress = progress;
        this.directory = prepared.directory();
        this.file = prepared.file();
        this.commands = prepared.commands();
        this.front = prepared.front();
        this.tokens = new TokenRenewal(settings.data(), prepared.credentials(), prepared.client(), progress);
        this.state = prepared.state();
    }

    /** What a client needs: addresses and tokens, which are renewed while the system is up. */
    public ClientFile client() {
        return tokens.client();
    }

    /** The local issuer, for tokens beyond those of the client file. */
    public Credentials credentials() {
        return tokens.credentials();
    }

    /** The run as it stands on disk. */
    public synchronized RunState state() {
        return state;
    }

    public LaunchSettings settings() {
        return settings;
    }

    /**
     * Starts all parts, side by side as far as their needs allow, and returns when all serve.
     *
     * @throws LaunchFailure if one does not; what was started is stopped again
     */
    void start() {
        try {
            tokens.begin(TokenRenewal.PAUSE);
            StartOrder.run(settings.parts(), part -> startAndAwait(part, settings.adjustment(part)));
            write(run -> run.in(RunState.Phase.UP));
        } catch (RuntimeException failure) {
            try {
                close();
            } catch (RuntimeException whileStopping) {
                failure.addSuppressed(whileStopping);
            }
            throw failure;
        }
    }

    /**
     * Starts a part again after its process ended, on the same ports and adjusted as before, and returns when it serves.
     *
     * @throws LaunchFailure if it still runs, or does not come up
     */
    public void restart(Part part) {
        if (!running(part).isEmpty()) {
            throw new LaunchFailure(part.label() + " still runs");
        }
        startAndAwait(part, child(part).adjustment());
    }

    /**
     * Has these parts serve, each adjusted as is said here, and returns when they do: one that does not run, or runs otherwise,
     * is started anew; all others are left alone.
     *
     * @param wanted whoever names a part names what it needs
     * @throws LaunchFailure if one does not come up
     */
    public void serve(Map<Part, Adjustment> wanted) {
        StartOrder.run(wanted.keySet(), part -> {
            Adjustment adjustment = Objects.requireNonNull(wanted.get(part));
            List<Child> running = running(part);
            if (running.stream().noneMatch(child -> child.adjustment().equals(adjustment))) {
                end(running);
                startAndAwait(part, adjustment);
            }
        });
    }

    private synchronized List<Child> running(Part part) {
        return Stream.ofNullable(children.get(part))
                .filter(child -> child.identity().isAlive())
                .toList();
    }

    /** The process of a part. */
    public ProcessHandle process(Part part) {
        return child(part).process().toHandle();
    }

    private synchronized Child child(Part part) {
        Child child = children.get(part);
        if (child == null) {
            throw new LaunchFailure(part.label() + " was not started");
        }
        return child;
    }

    private void startAndAwait(Part part, Adjustment adjustment) {
        if (part == Part.REGISTRY) {
            PostgresServer.of(commands.databaseUrl(PartCommands.REGISTRY_DATABASE), PartCommands.DATABASE_USER, "")
                    .ensureDatabase(PartCommands.REGISTRY_DATABASE);
        }
        Path log = settings.log(part.label());
        Child child = spawn(part, adjustment, log);
        child.awaitServing(Readiness.of(part, commands.endpoint(part), log, health), log, this::refuseWhenStopping);
        write(run -> run.serving(part, child.age()));
        progress.line(
                "%-17s serves after %.1f s".formatted(part.label(), child.age().toMillis() / 1000.0));
    }

    private synchronized Child spawn(Part part, Adjustment adjustment, Path log) {
        refuseWhenStopping();
        Child child = Child.start(commands.of(part, adjustment), settings.data(), log);
        children.put(part, child);
        try {
            write(run -> run.with(new PartState(part, child.identity(), commands.endpoint(part), null)));
        } catch (LaunchFailure unrecorded) {
            child.process().destroyForcibly(); // nobody could find it once this process is gone
            throw unrecorded;
        }
        var _ = child.process().onExit().thenAccept(ended -> report(part, ended, log));
        return child;
    }

    private synchronized void report(Part part, Process ended, Path log) {
        if (!stopping) {
            progress.line("%s ended with exit code %d; its log: %s".formatted(part.label(), ended.exitValue(), log));
        }
    }

    private synchronized void refuseWhenStopping() {
        if (stopping) {
            throw new LaunchFailure("the system is being stopped");
        }
    }

    private synchronized void write(UnaryOperator<RunState> change) {
        state = change.apply(state);
        file.write(state);
    }

    /**
     * Stops services, then registry, broker and database; returns when all are gone. What only tells of that, or is over with this
     * process, keeps nothing running where it fails, on a full disk for one. A second call does nothing.
     *
     * @throws LaunchFailure if a process does not end, or the state file cannot be removed
     */
    @Override
    public void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            Map<Part, Child> running;
            synchronized (this) {
                stopping = true;
                unlessItFails(() -> write(run -> run.in(RunState.Phase.STOPPING)));
                running = new EnumMap<>(children);
            }
            if (running.values().stream().anyMatch(Child::isRecording)) {
                progress.line("this first stop also records start-up caches, which make the next start quicker");
            }
            unlessItFails(front::close);
            for (Set<Part> stage : Part.STOP_STAGES) {
                end(stage.stream()
                        .sorted()
                        .flatMap(part -> Stream.ofNullable(running.get(part)))
                        .toList());
            }
            health.close();
            tokens.close();
            try (directory) {
                file.delete();
            }
            closed = true;
        }
    }

    private void unlessItFails(Runnable step) {
        try {
            step.run();
        } catch (LaunchFailure failure) {
            progress.line(failure.getMessage() + "; stopping all the same");
        }
    }

    private void end(List<Child> ending) {
        boolean recording = ending.stream().anyMatch(Child::isRecording);
        Ending.of(ending.stream().map(Child::identity).toList(), recording ? RECORDING_PATIENCE : STOP_PATIENCE)
                .forEach(killed -> progress.line("process %d had to be killed".formatted(killed.pid())));
        ending.forEach(child -> unlessItFails(child::settle));
    }
}

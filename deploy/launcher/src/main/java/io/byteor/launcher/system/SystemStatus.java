package io.byteor.launcher.system;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.Readiness;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.process.ResidentMemory;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.PartStatus;
import io.byteor.launcher.state.PartStatus.Health;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What runs where, as one finds it now.
 *
 * @param url the front port
 * @param parts the launcher, then every part that was started
 */
public record SystemStatus(URI url, Path data, List<PartStatus> parts) {
    private static final String LAUNCHER = "launcher";

    public SystemStatus {
        parts = List.copyOf(parts);
    }

    /** Looks at processes and asks services; empty where nothing was left on record. */
    public static Optional<SystemStatus> of(Path data) {
        Optional<RunState> state = new RunFile(data).readIfWhole();
        if (state.isEmpty()) {
            return Optional.empty();
        }
        RunState run = state.get();
        List<PartStatus> parts = new ArrayList<>();
        parts.add(status(LAUNCHER, run.launcher(), run.url().getAuthority(), run.phase() == RunState.Phase.UP, null));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (PartState part : run.parts()) {
                boolean serves = serves(part, client);
                parts.add(status(
                        part.part().label(), part.process(), part.endpoint().address(), serves, part.startMillis()));
            }
        }
        return Optional.of(new SystemStatus(run.url(), data, parts));
    }

    /** Whether everything is there and serves. */
    public boolean isHealthy() {
        return parts.size() == Part.values().length + 1
                && parts.stream().allMatch(part -> part.health() == Health.READY);
    }

    private static boolean serves(PartState part, HttpClient client) {
        if (!part.part().isService()) {
            return part.startMillis() != null;
        }
        try {
            return new Readiness.HealthCheck(part.endpoint(), client).serves();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while services are asked", e);
        }
    }

    private static PartStatus status(
            String name, ProcessIdentity process, String address, boolean serves, @Nullable Long startMillis) {
        Optional<ProcessHandle> found = process.find();
        // The parts are processes below the launcher and have rows of their own.
        OptionalLong memory = found.map(handle ->
                        name.equals(LAUNCHER) ? ResidentMemory.ofOne(handle.pid()) : ResidentMemory.ofAll(handle))
                .orElse(OptionalLong.empty());
        Health health = found.isEmpty()
                ? Health.GONE
                : serves ? Health.READY : startMillis == null ? Health.STARTING : Health.NOT_READY;
        return new PartStatus(
                name,
                process.pid(),
                address,
                health,
                process.startedAt(),
                startMillis == null ? null : Duration.ofMillis(startMillis),
                memory);
    }
}

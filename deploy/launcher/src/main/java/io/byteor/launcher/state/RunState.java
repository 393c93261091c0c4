package io.byteor.launcher.state;

import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.ProcessIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run of the system as its launcher last wrote it down. Immutable.
 *
 * @param url the front port
 * @param parts in the order of {@link Part}; only those that were started
 */
public record RunState(int version, Phase phase, ProcessIdentity launcher, URI url, List<PartState> parts) {
    public static final int VERSION = 1;

    /** How far the launcher has got. */
    public enum Phase {
        STARTING,
        UP,
        STOPPING
    }

    public RunState {
        parts = parts.stream().sorted(Comparator.comparing(PartState::part)).toList();
    }

    /** A run with no process yet but the launcher's. */
    public static RunState beginning(ProcessIdentity launcher, URI url) {
        return new RunState(VERSION, Phase.STARTING, launcher, url, List.of());
    }

    public RunState in(Phase next) {
        return new RunState(version, next, launcher, url, parts);
    }

    /** With this process for its part, whatever stood for it before. */
    public RunState with(PartState started) {
        return replaced(started);
    }

    /** With the part known to serve. */
    public RunState serving(Part part, Duration took) {
        return find(part).map(state -> replaced(state.servingAfter(took))).orElse(this);
    }

    public Optional<PartState> find(Part part) {
        return parts.stream().filter(state -> state.part() == part).findFirst();
    }

    private RunState replaced(PartState state) {
        return new RunState(
                version,
                phase,
                launcher,
                url,
                Stream.concat(parts.stream().filter(other -> other.part() != state.part()), Stream.of(state))
                        .toList());
    }
}

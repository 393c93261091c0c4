package io.byteor.runner.replay;

import io.byteor.runner.control.StopSignal;
import io.byteor.schemas.event.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Where the answer to a request to start is read. Thread-safe. */
@FunctionalInterface
public interface StartDesk {
    /**
     * Waits for the answer, however long it takes.
     *
     * @throws io.byteor.runner.control.StoppedException once a stop is requested
     * @throws io.byteor.runner.control.TurnedException once something else is wanted of the replay than that it runs
     * @throws ChunkFailedException if it could not be read now
     */
    Answer await(ReplayTicket ticket, StopSignal stop);

    /** The one answer that an execute gets. */
    sealed interface Answer {
        record Granted() implements Answer {}

        record Refused(List<Finding> findings) implements Answer {
            String reason() {
                return findings.stream()
                        .map(finding -> finding.getCode() + ": " + finding.getEvidence())
                        .collect(Collectors.joining("; "));
            }
        }
    }
}

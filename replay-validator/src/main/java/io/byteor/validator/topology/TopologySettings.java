package io.byteor.validator.topology;

import io.byteor.validator.escalation.EscalationSettings;
import java.time.Duration;

/**
 * What the topology can be told.
 *
 * @param grace how long a request waits for a fact that is missing; also how long this instance may not have looked for new facts
 *     before starts wait
 * @param acceptanceValidity how long after its acceptance a replay may begin
 * @param memory how long a decided request is remembered, so that a repeat gets the same answer; beyond the retention of commands
 */
public record TopologySettings(
        Duration grace, Duration acceptanceValidity, Duration memory, EscalationSettings escalations) {
    public static final TopologySettings USUAL = new TopologySettings(
            Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(8), EscalationSettings.USUAL);
}

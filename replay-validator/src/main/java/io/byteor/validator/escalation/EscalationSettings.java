package io.byteor.validator.escalation;

import java.time.Duration;

/**
 * When something is escalated, and for how long that is remembered.
 *
 * @param answers how many answers of one status to one agent, within the window, are too many
 * @param window how long answers count, and how finely ids tell times apart
 * @param memory how long an escalation stands after its last change, open or not; one that holds an agent in quarantine, until it is
 *     resolved
 * @param quarantine whether an agent that is refused again and again is put in quarantine
 * @param counts most counts that a task holds at once, one per agent and status; far more than agents go wrong in one window
 */
public record EscalationSettings(int answers, Duration window, Duration memory, boolean quarantine, int counts) {
    public static final EscalationSettings USUAL =
            new EscalationSettings(5, Duration.ofMinutes(1), Duration.ofDays(90), false, 1_000);

    public EscalationSettings {
        if (answers < 1) {
            throw new IllegalArgumentException("answers to escalate are 1 or more, not " + answers);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("the window is a second or longer, not " + window);
        }
    }
}

package io.byteor.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.validator.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomeBoardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Room for two. */
    private final OutcomeBoard board = new OutcomeBoard(512);

    @BeforeEach
    void readIds() {
        board.readBy((commandId, bytes) -> Optional.of(new String(bytes, StandardCharsets.UTF_8))
                .filter(commandId::equals)
                .map(OutcomeBoardTest::outcome));
    }

    @Test
    void handsAnOutcomeToWhoeverCausedIt() throws InterruptedException {
        assertThat(board.after("c-1", () -> post("c-1"), PATIENCE)).contains(outcome("c-1"));
    }

    @Test
    void hasAPatientCallHearThoughAnotherOfTheSameCommandGaveUp() throws InterruptedException {
        assertThat(board.after(
                        "c-1",
                        () -> {
                            assertThat(giveUp("c-1")).isEmpty();
                            post("c-1");
                        },
                        PATIENCE))
                .contains(outcome("c-1"));
    }

    private Optional<CommandOutcome> giveUp(String commandId) {
        try {
            return board.after(commandId, () -> {}, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void doesNotHandOutAnothersOutcome() throws InterruptedException {
        assertThat(board.after("c-1", () -> post("c-2"), Duration.ZERO)).isEmpty();
        assertThat(board.find("c-2")).isPresent();
    }

    @Test
    void remembersTheLatestOnly() {
        post("c-1");
        post("c-2");
        post("c-3");

        assertThat(board.find("c-1")).isEmpty();
        assertThat(board.find("c-3")).isPresent();
    }

    @Test
    void waitsForNothingThatCouldNotBeAsked() {
        assertThatThrownBy(() -> board.after(
                        "c-1",
                        () -> {
                            throw new IllegalStateException("no broker");
                        },
                        PATIENCE))
                .hasMessage("no broker");
    }

    @Test
    void passesBySomethingThatIsNoOutcomeOfThatCommand() throws InterruptedException {
        assertThat(board.after("c-1", () -> board.post("c-1", bytes("c-2")), Duration.ZERO))
                .isEmpty();
        assertThat(board.find("c-1")).isEmpty();
    }

    private void post(String commandId) {
        board.post(commandId, bytes(commandId));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CommandOutcome outcome(String commandId) {
        return CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setKind("replay")
                .setSubject("replay-1")
                .setStatus(CommandStatus.DONE)
                .setAt(World.NOON)
                .build();
    }
}

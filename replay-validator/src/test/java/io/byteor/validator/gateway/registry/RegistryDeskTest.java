package io.byteor.validator.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Command;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.OutcomeBoard;
import io.byteor.validator.gateway.Reply;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryDeskTest {
    private static final byte[] MOVED =
            "{\"agent\":\"agent-1\",\"environment\":\"lab\"}".getBytes(StandardCharsets.UTF_8);

    private final List<Command> sent = new ArrayList<>();
    private final FakeFacts facts = FakeFacts.complete();
    private final OutcomeBoard board = new OutcomeBoard(1 << 10);
    private final Gateway gateway =
            new Gateway(sent::add, board, facts, () -> "command-1", InstantSource.fixed(World.NOON));
    private final FakeRegistry registry = new FakeRegistry();
    private final RegistryDesk desk = new RegistryDesk(gateway, registry, facts, Duration.ofMillis(50));

    @Test
    void nobodyMovesAnAgentOutOfAnEnvironmentOutOfReach() {
        assertThatThrownBy(() -> desk.put(RegistryKind.AGENT, World.AGENT_ID, MOVED, null, admin("lab")))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThat(sent).isEmpty();
    }

    @Test
    void whoReachesBothMovesItFromTheRevisionThatWasLookedAt() throws InterruptedException {
        desk.put(RegistryKind.AGENT, World.AGENT_ID, MOVED, null, admin("lab", World.ENVIRONMENT));

        assertThat(sent)
                .singleElement()
                .isInstanceOfSatisfying(
                        Command.Put.class,
                        put -> assertThat(put.event().getExpectedRevision()).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = RegistryKind.class,
            names = {"ENVIRONMENT", "AGENT"})
    void onlyAdminsPutWhatIsNoPipeline(RegistryKind kind) {
        assertThatThrownBy(() -> desk.put(kind, World.AGENT_ID, MOVED, null, terms("operator", "*")))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThat(sent).isEmpty();
    }

    @Test
    void saysThatItWasPutWhereItIsFoundHere() throws InterruptedException {
        outcome(1);
        registry.put(RegistryFact.of(World.agent()).orElseThrow());

        Reply reply = desk.put(RegistryKind.AGENT, World.AGENT_ID, MOVED, null, admin("*"));

        assertThat(reply.outcome()).isPresent();
    }

    @Test
    void leavesItOpenWhereItIsNotFoundHereYet() throws InterruptedException {
        outcome(2);

        Reply reply = desk.put(RegistryKind.AGENT, World.AGENT_ID, MOVED, null, admin("*"));

        assertThat(reply).isEqualTo(new Reply("command-1", World.AGENT_ID, Optional.empty()));
    }

    private void outcome(long revision) {
        board.readBy((commandId, _) -> Optional.of(CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setKind("agent")
                .setSubject(World.AGENT_ID)
                .setStatus(CommandStatus.DONE)
                .setAnswer("put")
                .setRevision(revision)
                .setAt(World.NOON)
                .build()));
        board.post("command-1", new byte[1]);
    }

    private static Gateway.Terms admin(String... environments) {
        return terms("admin", environments);
    }

    private static Gateway.Terms terms(String role, String... environments) {
        Caller caller = new Caller(World.person("ada"), Set.of(role), List.of(environments));
        return new Gateway.Terms(caller, null, Duration.ZERO);
    }
}

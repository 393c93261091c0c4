package io.byteor.validator;

import io.byteor.backends.Backends;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.OutcomeBoard;
import io.byteor.validator.gateway.kafka.KafkaCommands;
import io.byteor.validator.gateway.kafka.Tails;
import io.byteor.validator.gateway.kafka.TopicTail;
import io.byteor.validator.gateway.registry.RegistryDesk;
import io.byteor.validator.registry.RegistryKind;
import io.byteor.validator.topology.ValidatorTopology;
import io.byteor.validator.topology.run.Loop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A gateway that shares nothing with the one under test but the broker and, to look at, its facts. */
final class SecondGateway implements AutoCloseable {
    private static final String NAME = "second-gateway";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RegistryEventCodec codec;
    private final KafkaCommands commands;
    private final Loop following;
    private final RegistryDesk desk;

    SecondGateway(Engine engine) {
        Backends backends = TestBackends.shared();
        ClientSettings clients = ClientSettings.of(backends.broker().bootstrapServers());
        codec = RegistryEventCodec.open(
                new RegistrySettings(backends.registry().url(), true),
                ValidatorTopology.topics(),
                RegistryListener.NONE);
        commands = new KafkaCommands(clients, NAME, codec);
        OutcomeBoard board = new OutcomeBoard(1 << 20);
        board.readBy(Tails.outcomes(codec));
        TopicTail tail = new TopicTail(
                clients, NAME, Topic.COMMAND_OUTCOME, board::post, Duration.ofMinutes(1), InstantSource.system());
        following = new Loop(NAME, tail::follow);
        following.start();
        Awaitility.await().atMost(PATIENCE).until(tail::isCaughtUp);
        Gateway gateway =
                new Gateway(commands, board, engine, () -> UUID.randomUUID().toString(), InstantSource.system());
        desk = new RegistryDesk(gateway, engine, engine);
    }

    /** Puts the environment where it still has that tag; answers the HTTP status. */
    int put(String tag) {
        Caller admin = new Caller(World.person("adam"), Set.of("admin"), List.of("*"));
        long expected = Long.parseLong(tag.replace("\"", ""));
        byte[] document = World.DEMO.getBytes(StandardCharsets.UTF_8);
        try {
            CommandOutcome outcome = desk.put(
                            RegistryKind.ENVIRONMENT,
                            World.ENVIRONMENT,
                            document,
                            expected,
                            new Gateway.Terms(admin, null, PATIENCE))
                    .outcome()
                    .orElseThrow();
            return outcome.getStatus() == CommandStatus.DONE ? 200 : refusal(outcome);
        } catch (ByteorException e) {
            return e.code().status();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int refusal(CommandOutcome refused) {
        String code = refused.getFindings().getFirst().getCode();
        return ErrorCode.valueOf(code).status();
    }

    @Override
    public void close() {
        following.close();
        commands.close();
        codec.close();
    }
}

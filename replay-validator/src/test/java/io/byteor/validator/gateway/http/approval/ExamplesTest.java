package io.byteor.validator.gateway.http.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Command;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.OutcomeBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Gateway.Terms TERMS =
            new Gateway.Terms(new Caller(World.APPROVER, Set.of("approver"), List.of("*")), null, Duration.ZERO);

    private final List<Command> sent = new ArrayList<>();
    private final Gateway gateway =
            new Gateway(sent::add, new OutcomeBoard(1), new FakeFacts(), () -> "id", () -> World.NOON);

    @Test
    void areCommandsThatAreUnderstood() throws InterruptedException {
        gateway.requestApproval(read(Examples.REQUEST), TERMS);
        gateway.vote("ap-1", read(Examples.VOTE), TERMS);
        gateway.revoke("ap-1", read(Examples.REVOKE), TERMS);

        assertThat(sent)
                .satisfiesExactly(
                        request -> assertThat(request)
                                .isInstanceOfSatisfying(
                                        Command.RequestApproval.class,
                                        it -> assertThat(it.event().getRequest())
                                                .extracting(ReplayRequested::getReason)
                                                .isEqualTo("alerts were lost")),
                        vote -> assertThat(vote)
                                .isInstanceOfSatisfying(
                                        Command.Vote.class,
                                        it -> assertThat(it.event().getTicket()).isEqualTo("OPS-4")),
                        revocation -> assertThat(revocation).isInstanceOf(Command.Revoke.class));
    }

    private static JsonFields read(String example) {
        return World.json(example);
    }
}

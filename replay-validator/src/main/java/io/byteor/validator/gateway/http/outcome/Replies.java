package io.byteor.validator.gateway.http.outcome;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.validator.gateway.Reply;
import io.byteor.validator.gateway.http.ProblemMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Function;

/** Replies as responses: 200 with what came out, 202 with where to look, or the refusal. */
public final class Replies {
    static final String OUTCOMES = "/govern/v1/outcomes/";

    private Replies() {}

    public static Response of(Reply reply, Function<CommandOutcome, Response.ResponseBuilder> done) {
        return reply.outcome().map(outcome -> of(outcome, done)).orElseGet(() -> pending(reply));
    }

    private static Response of(CommandOutcome outcome, Function<CommandOutcome, Response.ResponseBuilder> done) {
        if (outcome.getStatus() == CommandStatus.REFUSED) {
            RefusalView refusal = RefusalView.of(outcome);
            return ProblemMapper.answer(refusal.problem()).entity(refusal).build();
        }
        return done.apply(outcome).build();
    }

    private static Response pending(Reply reply) {
        String place = OUTCOMES + reply.commandId();
        return Response.accepted(new PendingView(reply.commandId(), reply.subject(), "pending", place))
                .location(URI.create(place))
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }
}

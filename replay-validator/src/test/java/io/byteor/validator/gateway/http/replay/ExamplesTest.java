package io.byteor.validator.gateway.http.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.validator.World;
import io.byteor.validator.request.RequestDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final RequestDocument.Frame FRAME =
            new RequestDocument.Frame("command", "replay", World.OPERATOR, List.of("demo"), List.of(), World.NOON);

    @Test
    void areRequestsThatAreUnderstood() {
        ReplayRequested dryRun = RequestDocument.parse(World.json(Examples.DRY_RUN), FRAME);
        ReplayRequested execute = RequestDocument.parse(World.json(Examples.EXECUTE), FRAME);

        assertThat(dryRun.getMode()).isEqualTo(Mode.DRY_RUN);
        assertThat(dryRun.getTicket()).isEqualTo("OPS-4");
        assertThat(execute.getMode()).isEqualTo(Mode.EXECUTE);
        assertThat(execute.getRate()).isEqualTo(1_000);
    }
}

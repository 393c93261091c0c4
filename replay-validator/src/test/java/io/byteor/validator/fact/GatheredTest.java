package io.byteor.validator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheredTest {
    private final FakeFacts facts = FakeFacts.complete();
    private final ReplayRequested.Builder request = World.request("replay-1", Mode.EXECUTE);

    @Test
    void waitsForNothingWhenAllIsThere() {
        assertThat(gathered().missing()).isEmpty();
    }

    @Test
    void waitsForTheFirstFactOfTheChain() {
        facts.bundles.clear();
        assertThat(gathered().missing()).contains(FactKey.of(FactKey.Kind.BUNDLE, World.BUNDLE_ID));

        facts.bundles.put(World.BUNDLE_ID, World.bundle());
        facts.agents.clear();
        assertThat(gathered().missing()).contains(FactKey.of(FactKey.Kind.AGENT, World.AGENT_ID));

        facts.agents.put(World.AGENT_ID, World.agent());
        facts.environments.clear();
        assertThat(gathered().missing()).contains(FactKey.of(FactKey.Kind.ENVIRONMENT, "demo"));
    }

    @Test
    void waitsForTheSpecOnlyWhereItIsNeeded() {
        facts.pipelines.clear();
        assertThat(gathered().missing()).contains(FactKey.of(FactKey.Kind.PIPELINE, World.SPEC_HASH));

        request.setMode(Mode.DRY_RUN);
        assertThat(gathered().missing()).isEmpty();
    }

    @Test
    void waitsForTheRevisionThatTheRequesterHasSeen() {
        request.setSeen(List.of(new SeenRevision("environment", "demo", 2L), new SeenRevision("weather", "demo", 2L)));

        assertThat(gathered().missing()).contains(new FactKey(FactKey.Kind.ENVIRONMENT, "demo", 2));
    }

    private Gathered gathered() {
        return Gathered.from(facts, request.build(), World.NOON);
    }
}

package io.byteor.validator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void waitsForADryRunOnlyWhereAPostureAsksForOne() {
        facts.environments.put(
                "demo", World.environment(World.DEMO.replace("\"dryRunWithin\":null", "\"dryRunWithin\":\"PT1H\"")));
        Instant anHourAgo = World.NOON.minus(Duration.ofHours(1));

        assertThat(gathered().missing())
                .contains(new FactKey(FactKey.Kind.DRY_RUN, World.SELECTION_DIGEST, FactKey.revisionOf(anHourAgo)));
        facts.dryRuns.put(World.SELECTION_DIGEST, new CompletedDryRun("replay-0", anHourAgo.minusMillis(1), null));
        assertThat(gathered().missing()).isPresent();
        facts.dryRuns.put(World.SELECTION_DIGEST, new CompletedDryRun("replay-0", anHourAgo, null));
        assertThat(gathered().missing()).isEmpty();
        facts.dryRuns.clear();
        request.setMode(Mode.DRY_RUN);
        assertThat(gathered().missing()).isEmpty();
    }

    @Test
    void restsOnOneLookAtEachFactHoweverOftenItIsSeen() {
        request.setSeen(
                List.of(new SeenRevision("agent", World.AGENT_ID, 1L), new SeenRevision("environment", "demo", 1L)));

        assertThat(gathered().missing()).isEmpty();
        assertThat(facts.looks).doesNotHaveDuplicates().contains("demo", World.AGENT_ID);
    }

    private Gathered gathered() {
        return Gathered.from(facts, request.build(), World.NOON);
    }
}

package io.byteor.validator.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.validator.World;
import org.junit.jupiter.api.Test;

class RegistryTest {
    @Test
    void keepsAnEnvironmentWithTheDigestOfItsPosture() {
        Registry.Change change = Registry.put(World.put("environment", "demo", World.DEMO), 0, World.NOON);

        assertThat(change.revision()).isEqualTo(1);
        assertThat(change.fact()).isInstanceOfSatisfying(RegistryFact.OfEnvironment.class, it -> {
            assertThat(it.state().getName()).isEqualTo("demo");
            assertThat(it.state().getPostureDigest())
                    .isEqualTo(World.environment(World.DEMO).postureDigest());
        });
    }

    @Test
    void keepsAnAgentWithItsDeployment() {
        Registry.Change change = Registry.put(World.put("agent", "agent-1", World.AGENT_DOCUMENT), 4, World.NOON);

        assertThat(change.revision()).isEqualTo(5);
        assertThat(change.fact()).isInstanceOfSatisfying(RegistryFact.OfAgent.class, it -> {
            assertThat(it.state().getEnvironment()).isEqualTo("demo");
            assertThat(it.state().getVersion()).isEqualTo("2.3.0");
        });
    }

    @Test
    void keepsAPipelineUnderTheHashThatItComputes() {
        Registry.Change change =
                Registry.put(World.put("pipeline", World.SPEC_HASH, World.pipelineDocument("active")), 0, World.NOON);

        assertThat(change.fact()).isInstanceOfSatisfying(RegistryFact.OfPipeline.class, it -> {
            assertThat(it.state().getSpecHash()).isEqualTo(World.SPEC_HASH);
            assertThat(it.state().getStatus()).isEqualTo("active");
        });
    }

    @Test
    void refusesAnotherRevisionThanTheOneExpected() {
        GovernanceCommand put = GovernanceCommand.newBuilder(World.put("environment", "demo", World.DEMO))
                .setExpectedRevision(2L)
                .build();

        assertRefused(put, 3, ErrorCode.REVISION_MISMATCH);
    }

    @Test
    void refusesADocumentOfSomethingElse() {
        assertRefused(World.put("environment", "production", World.DEMO), 0, ErrorCode.REQUEST_INVALID);
        assertRefused(
                World.put("pipeline", World.BUNDLE_ID, World.pipelineDocument("active")), 0, ErrorCode.REQUEST_INVALID);
    }

    @Test
    void refusesAPipelineThatCouldNotRun() {
        String broken = World.pipelineDocument("active").replace("payload.mag >= 4.5", "payload.mag >=");

        assertRefused(World.put("pipeline", World.SPEC_HASH, broken), 0, ErrorCode.EXPRESSION_INVALID);
    }

    @Test
    void refusesAKindItDoesNotKeep() {
        assertRefused(World.put("planet", "demo", World.DEMO), 0, ErrorCode.REQUEST_INVALID);
    }

    private static void assertRefused(GovernanceCommand put, long standing, ErrorCode code) {
        assertThatThrownBy(() -> Registry.put(put, standing, World.NOON))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

package io.byteor.validator.gateway.http.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.World;
import io.byteor.validator.environment.Environment;
import io.byteor.validator.registry.Agent;
import io.byteor.validator.registry.PipelineStatus;
import io.byteor.validator.registry.PipelineVersion;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void areEntriesThatCanBePut() {
        assertThat(Environment.parse(World.json(Examples.ENVIRONMENT)).name()).isEqualTo("demo");
        assertThat(Agent.parse(World.json(Examples.AGENT)).agent()).isEqualTo("quake-agent");
        assertThat(PipelineVersion.parse(World.json(Examples.PIPELINE)).status())
                .isEqualTo(PipelineStatus.CANDIDATE);
    }

    @Test
    void showAnEntryAsItCanBePutAgain() {
        JsonFields document = World.json(Examples.ENTRY).object("document");

        assertThat(Agent.parse(document)).isEqualTo(Agent.parse(World.json(Examples.AGENT)));
    }
}

package io.byteor.validator.registry;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.PipelineState;

/** What the registry says of one thing, as the event that says it. */
public sealed interface RegistryFact {
    record OfEnvironment(EnvironmentState state) implements RegistryFact {}

    record OfAgent(AgentState state) implements RegistryFact {}

    record OfPipeline(PipelineState state) implements RegistryFact {}
}

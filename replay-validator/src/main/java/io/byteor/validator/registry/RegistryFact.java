package io.byteor.validator.registry;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.time.Instant;
import java.util.Optional;

/** What the registry says of one thing, at one revision, as the event that says it. */
public sealed interface RegistryFact {
    RegistryKind kind();

    String key();

    long revision();

    /** RFC 8785 JSON, in the form in which it can be put again. */
    String document();

    Person changedBy();

    Instant changedAt();

    /** The environment that it is of; empty where it is of none. */
    default Optional<String> environment() {
        return switch (this) {
            case OfEnvironment(var state) -> Optional.of(state.getName());
            case OfAgent(var state) -> Optional.of(state.getEnvironment());
            case OfPipeline _ -> Optional.empty();
        };
    }

    /** The fact that an event says; empty where it is none of the registry's. */
    static Optional<RegistryFact> of(Object event) {
        return switch (event) {
            case EnvironmentState state -> Optional.of(new OfEnvironment(state));
            case AgentState state -> Optional.of(new OfAgent(state));
            case PipelineState state -> Optional.of(new OfPipeline(state));
            default -> Optional.empty();
        };
    }

    record OfEnvironment(EnvironmentState state) implements RegistryFact {
        @Override
        public RegistryKind kind() {
            return RegistryKind.ENVIRONMENT;
        }

        @Override
        public String key() {
            return state.getName();
        }

        @Override
        public long revision() {
            return state.getRevision();
        }

        @Override
        public String document() {
            return state.getDocument();
        }

        @Override
        public Person changedBy() {
            return state.getChangedBy();
        }

        @Override
        public Instant changedAt() {
            return state.getChangedAt();
        }
    }

    record OfAgent(AgentState state) implements RegistryFact {
        @Override
        public RegistryKind kind() {
            return RegistryKind.AGENT;
        }

        @Override
        public String key() {
            return state.getAgentId();
        }

        @Override
        public long revision() {
            return state.getRevision();
        }

        @Override
        public String document() {
            return state.getDocument();
        }

        @Override
        public Person changedBy() {
            return state.getChangedBy();
        }

        @Override
        public Instant changedAt() {
            return state.getChangedAt();
        }
    }

    record OfPipeline(PipelineState state) implements RegistryFact {
        @Override
        public RegistryKind kind() {
            return RegistryKind.PIPELINE;
        }

        @Override
        public String key() {
            return state.getSpecHash();
        }

        @Override
        public long revision() {
            return state.getRevision();
        }

        @Override
        public String document() {
            return new JsonForm()
                    .put("spec", JsonFields.parse(state.getSpec(), "spec"))
                    .put("status", state.getStatus())
                    .canonical();
        }

        @Override
        public Person changedBy() {
            return state.getChangedBy();
        }

        @Override
        public Instant changedAt() {
            return state.getChangedAt();
        }
    }
}

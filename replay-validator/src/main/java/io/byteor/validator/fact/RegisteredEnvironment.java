package io.byteor.validator.fact;

import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.environment.Environment;

/** An environment as registered. */
public record RegisteredEnvironment(Environment environment, long revision, String postureDigest) {
    /**
     * Reads the fact.
     *
     * @throws io.byteor.schemas.error.ByteorException where its document is not one
     */
    public static RegisteredEnvironment of(EnvironmentState state) {
        Environment environment = Environment.parse(JsonFields.parse(state.getDocument(), "environment"));
        return new RegisteredEnvironment(
                environment, state.getRevision(), environment.posture().digest().toString());
    }

    public String name() {
        return environment.name();
    }
}

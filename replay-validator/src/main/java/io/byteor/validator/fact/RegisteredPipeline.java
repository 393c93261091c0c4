package io.byteor.validator.fact;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.validator.registry.PipelineStatus;
import java.nio.charset.StandardCharsets;

/** A pipeline version as registered. */
public record RegisteredPipeline(PipelineSpec spec, PipelineStatus status, long revision) {
    /**
     * Reads the fact.
     *
     * @throws ByteorException where its spec or status is not one, or the spec has another hash than the fact says
     */
    public static RegisteredPipeline of(PipelineState state) {
        PipelineSpec spec = PipelineSpec.parse(state.getSpec().getBytes(StandardCharsets.UTF_8));
        if (!spec.specHash().toString().equals(state.getSpecHash())) {
            throw new ByteorException(
                    ErrorCode.SPEC_INVALID,
                    "the spec has the hash " + spec.specHash(),
                    "specHash",
                    state.getSpecHash());
        }
        PipelineStatus status = PipelineStatus.of(state.getStatus())
                .orElseThrow(() ->
                        new ByteorException(ErrorCode.SPEC_INVALID, "a known status", "status", state.getStatus()));
        return new RegisteredPipeline(spec, status, state.getRevision());
    }

    public String specHash() {
        return spec.specHash().toString();
    }

    /** Pipeline and version, as audits write them. */
    public String title() {
        return spec.pipeline() + " " + spec.version();
    }
}

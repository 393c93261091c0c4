package io.byteor.validator.registry;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;

/** One pipeline version's registry entry; its key is the spec hash that we compute. */
public record PipelineVersion(PipelineSpec spec, PipelineStatus status) {
    /**
     * Reads the entry and compiles its spec once, so that nothing is registered that a runner could not run.
     *
     * @throws io.byteor.schemas.error.ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong or unknown;
     *     SPEC_INVALID or EXPRESSION_INVALID for the spec itself
     */
    public static PipelineVersion parse(JsonFields fields) {
        byte[] spec = fields.canonical("spec");
        PipelineStatus status = PipelineStatus.of(fields.string("status"))
                .orElseThrow(() -> fields.refusal("status", "candidate, active, deprecated or withdrawn"));
        fields.end();
        PipelineSpec parsed = PipelineSpec.parse(spec);
        CompiledPipeline.compile(parsed);
        return new PipelineVersion(parsed, status);
    }
}

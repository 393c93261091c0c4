package io.byteor.validator.registry;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;

/** One pipeline version's registry entry; its key is the spec hash that we compute. */
public record PipelineVersion(PipelineSpec spec, PipelineStatus status) {
    /**
     * Reads the entry and compiles its spec once, so that nothing is registered that a runner could not run.
     *
     * @throws ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong or unknown; SPEC_INVALID or EXPRESSION_INVALID
     *     for the spec itself, with pointers into the entry too
     */
    public static PipelineVersion parse(JsonFields fields) {
        byte[] spec = fields.canonical("spec");
        PipelineStatus status = PipelineStatus.of(fields.string("status"))
                .orElseThrow(() -> fields.refusal("status", "candidate, active, deprecated or withdrawn"));
        fields.end();
        return new PipelineVersion(compiled(spec), status);
    }

    private static PipelineSpec compiled(byte[] spec) {
        try {
            PipelineSpec parsed = PipelineSpec.parse(spec);
            CompiledPipeline.compile(parsed);
            return parsed;
        } catch (ByteorException e) {
            String pointer = e.place() != null && e.place().startsWith("/") ? e.place() : "";
            throw new ByteorException(e.code(), e.detail(), "/spec" + pointer, e.value(), e);
        }
    }
}

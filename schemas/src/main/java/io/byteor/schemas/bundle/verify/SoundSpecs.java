package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.DocumentSchema;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Reads and compiles specs, and remembers by digest the last few that were found to be sound: a fleet sends the same one again
 * and again, and compiling is most of the work on a small bundle. Thread-safe.
 */
final class SoundSpecs {
    private static final int MOST = 64;
    private static final int LARGEST = 64 << 10;

    private final SequencedMap<Digest, PipelineSpec> sound = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * The spec of a document.
     *
     * @throws io.byteor.schemas.error.ByteorException as {@link PipelineSpec#parse}, {@link DocumentSchema#read} and
     *     {@link CompiledPipeline#compile}
     */
    PipelineSpec read(byte[] document) {
        Digest digest = Digest.of(document);
        synchronized (sound) {
            PipelineSpec known = sound.get(digest);
            if (known != null) {
                return known;
            }
        }
        PipelineSpec spec = PipelineSpec.parse(document);
        DocumentSchema.SPEC.read(document);
        CompiledPipeline.compile(spec);
        if (document.length <= LARGEST) {
            remember(digest, spec);
        }
        return spec;
    }

    private void remember(Digest digest, PipelineSpec spec) {
        synchronized (sound) {
            sound.put(digest, spec);
            if (sound.size() > MOST) {
                sound.pollFirstEntry();
            }
        }
    }
}

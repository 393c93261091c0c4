package io.byteor.schemas.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Segment;
import io.byteor.schemas.pipeline.PipelineSpec;
import org.junit.jupiter.api.Test;

class HostileDocumentFuzzTest {
    @Test
    void aManifestIsReadOrRefused() {
        byte[] manifest = ("0".repeat(64) + "  data/a%0Ab\n" + "1".repeat(64) + "  data/é\n").getBytes(UTF_8);

        Mutants.of(manifest, mutant -> Manifest.parse(mutant, "manifest"));
    }

    @Test
    void aSpecIsReadOrRefused() {
        Mutants.of(SampleBundle.SPEC.getBytes(UTF_8), PipelineSpec::parse);
    }

    @Test
    void aBlockTableIsReadOrRefused() {
        Mutants.of(Segment.ofBlocks(20).table(), mutant -> BlockTable.read(mutant, "table"));
    }
}

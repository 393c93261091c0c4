package io.byteor.schemas.fuzz;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.FileSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileArchiveFuzzTest {
    @Test
    void anArchiveIsReadOrRefused(@TempDir Path folder) throws IOException {
        SampleBundle.write(folder.resolve("bundle"));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        BundleTar.write(folder.resolve("bundle"), tar);

        BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);

        Mutants.of(
                tar.toByteArray(),
                mutant -> verifier.examine(new ByteArrayInputStream(mutant), FileSink.NOWHERE)
                        .orThrow());
    }
}

package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.output.Console;
import io.byteor.cli.verb.InputFile;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The spec that a dry-run tries in place of the bundle's. */
public final class Candidate {
    private static final String HASH = "sha256:";
    private static final String STATUS = "candidate";
    private static final long NONE_STANDS = 0;
    private static final int STANDS_ALREADY = 412;

    @Option(
            names = "--candidate",
            paramLabel = "SPEC",
            description =
                    "Walk this spec instead of the bundle's: a file, which is registered as a candidate first, or the"
                            + " hash of a registered version.")
    private @Nullable String fileOrHash;

    /**
     * The spec hash: as given, or of the file's spec, which is then registered; a version that stands keeps its status. Null where
     * none is named.
     *
     * @throws ByteorException for a file that cannot be read or is no spec
     */
    @Nullable
    String hash(GovernApi govern, Console console) {
        return fileOrHash == null || fileOrHash.startsWith(HASH) ? fileOrHash : registered(fileOrHash, govern, console);
    }

    /** @throws ByteorException REQUEST_INVALID where one is named */
    public void refuse() {
        if (fileOrHash != null) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "only a dry-run walks a candidate", "--candidate", fileOrHash);
        }
    }

    private static String registered(String file, GovernApi govern, Console console) {
        JsonNode spec = InputFile.json(Path.of(file));
        String hash = PipelineSpec.of(spec).specHash().toString();
        try {
            govern.putPipeline(spec, STATUS, NONE_STANDS, CallOptions.once());
            console.progress("registered " + file + " as candidate " + hash);
        } catch (ApiException e) {
            if (e.status() != STANDS_ALREADY) {
                throw e;
            }
            console.progress(file + " is registered as " + hash);
        }
        return hash;
    }
}

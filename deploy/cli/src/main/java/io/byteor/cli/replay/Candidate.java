package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.output.Console;
import io.byteor.cli.verb.InputFile;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.nio.file.Path;

/** The spec that a dry-run tries. */
final class Candidate {
    private static final String HASH = "sha256:";
    private static final String STATUS = "candidate";
    private static final long NONE_STANDS = 0;
    private static final int STANDS_ALREADY = 412;

    private Candidate() {}

    /**
     * The spec hash: as given, or of the file's spec, which is then registered; a version that stands keeps its status.
     *
     * @throws io.byteor.schemas.error.ByteorException for a file that cannot be read or is no spec
     */
    static String hash(String fileOrHash, GovernApi govern, Console console) {
        if (fileOrHash.startsWith(HASH)) {
            return fileOrHash;
        }
        JsonNode spec = InputFile.json(Path.of(fileOrHash));
        String hash = PipelineSpec.of(spec).specHash().toString();
        try {
            govern.putPipeline(spec, STATUS, NONE_STANDS, CallOptions.once());
            console.progress("registered " + fileOrHash + " as candidate " + hash);
        } catch (ApiException e) {
            if (e.status() != STANDS_ALREADY) {
                throw e;
            }
            console.progress(fileOrHash + " is registered as " + hash);
        }
        return hash;
    }
}

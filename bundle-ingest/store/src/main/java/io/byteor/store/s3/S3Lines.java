package io.byteor.store.s3;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.LineLedger;
import io.byteor.store.folder.LineClaim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * An object for each line that was claimed, put where none is.
 *
 * @param bucket holds them
 */
record S3Lines(Bucket bucket) implements LineLedger {
    private static final String LINES = "lines/";

    @Override
    public boolean claimLine(Digest root, String agent, String environment) throws IOException {
        LineClaim claim = new LineClaim(agent, environment);
        if (bucket.putNew(LINES + root.hex(), claim.encoded())) {
            return true;
        }
        Optional<LineClaim> kept = find(root);
        if (kept.isEmpty()) {
            throw new IOException(
                    "there is a claim of the line, and there is none: " + bucket.address(LINES + root.hex()));
        }
        return claim.holds(kept);
    }

    /** Claims the line: another process may take a bundle that is derived in it at this moment. */
    @Override
    public boolean enterLine(Digest root, String agent, String environment) throws IOException {
        return claimLine(root, agent, environment);
    }

    @Override
    public boolean isLineOpen(Digest root, String agent, String environment) throws IOException {
        return new LineClaim(agent, environment).holds(find(root));
    }

    private Optional<LineClaim> find(Digest root) throws IOException {
        try (InputStream stored = bucket.get(LINES + root.hex())) {
            return Optional.of(LineClaim.parse(stored.readAllBytes()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

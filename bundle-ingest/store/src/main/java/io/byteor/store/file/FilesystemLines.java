package io.byteor.store.file;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.LineLedger;
import io.byteor.store.folder.DurableFiles;
import io.byteor.store.folder.LineClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file for each line that was claimed. One process writes, so that whoever has the turn here is the only one. */
final class FilesystemLines implements LineLedger {
    private final Path lines;

    /** @param lines the folder of the files */
    FilesystemLines(Path lines) {
        this.lines = lines;
    }

    @Override
    public synchronized boolean claimLine(Digest root, String agent, String environment) throws IOException {
        LineClaim claim = new LineClaim(agent, environment);
        Optional<LineClaim> present = find(root);
        if (present.isEmpty()) {
            Path draft = lines.resolve(root.hex() + ".draft");
            Files.write(draft, claim.encoded());
            DurableFiles.sync(draft);
            Files.move(draft, lines.resolve(root.hex()), StandardCopyOption.ATOMIC_MOVE);
        }
        DurableFiles.sync(lines);
        return claim.holds(present);
    }

    @Override
    public boolean isLineOpen(Digest root, String agent, String environment) throws IOException {
        return new LineClaim(agent, environment).holds(find(root));
    }

    private Optional<LineClaim> find(Digest root) throws IOException {
        try {
            return Optional.of(LineClaim.parse(Files.readAllBytes(lines.resolve(root.hex()))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

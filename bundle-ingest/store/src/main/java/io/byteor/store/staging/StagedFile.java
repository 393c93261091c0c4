package io.byteor.store.staging;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where one blob of one agent is staged: the file itself once it is complete; until then a folder beside it whose one file
 * holds what has arrived and is named by the bytes of the whole. Of a complete one the time of the last change says when; the
 * epoch, that a stored bundle has it.
 *
 * @param folder of the agent
 * @param blob the digest
 */
record StagedFile(Path folder, Digest blob) {
    private static final String PART = ".part";
    private static final FileTime USED = FileTime.from(Instant.EPOCH);

    /** The folder of an agent; its name says nothing about the agent's. */
    static Path folder(Path staged, String agent) {
        return staged.resolve(Digest.of(agent.getBytes(StandardCharsets.UTF_8)).hex());
    }

    /** Of the entry of an agent's folder with this name, whichever of the two it is. */
    static StagedFile of(Path entry) {
        String name = entry.getFileName().toString();
        String hex = name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
        return new StagedFile(Objects.requireNonNull(entry.getParent()), Digest.ofHex(hex));
    }

    Path complete() {
        return folder.resolve(blob.hex());
    }

    Path partFolder() {
        return folder.resolve(blob.hex() + PART);
    }

    Path part(long total) {
        return partFolder().resolve(Long.toString(total));
    }

    /** What has arrived of a blob that is not complete; its name says how much there will be. */
    Optional<Path> part() throws IOException {
        List<Path> parts = Spool.entries(partFolder());
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.getFirst());
    }

    static long total(Path part) {
        return Long.parseLong(part.getFileName().toString());
    }

    /**
     * Notes that a stored bundle has the content.
     *
     * @return bytes of which that was not known; none where the blob is gone
     */
    long markUsed() throws IOException {
        try {
            long size = isUsed(complete()) ? 0 : Files.size(complete());
            Files.setLastModifiedTime(complete(), USED);
            return size;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    static boolean isUsed(Path complete) throws IOException {
        return Files.getLastModifiedTime(complete).equals(USED);
    }
}

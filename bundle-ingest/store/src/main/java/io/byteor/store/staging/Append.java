package io.byteor.store.staging;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.StagedBlob;
import io.byteor.store.folder.UploadFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the next part of a blob, by the only one who does so. The digest is taken while the content passes where all of it
 * does, and else once, in the end, of the file.
 *
 * @param file where the blob is staged
 * @param total bytes of the whole blob
 * @param staged what the agent has staged
 */
record Append(StagedFile file, long total, StagedTotals.Total staged) {
    private static final int STEP = 64 << 10;

    StagedBlob take(long offset, InputStream content) throws IOException {
        if (offset == 0) {
            beginAgain();
        }
        @Nullable MessageDigest passing = offset == 0 ? Digest.newSha256() : null;
        try (FileChannel channel =
                FileChannel.open(file.part(total), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long received = offset + copy(content, total - offset, channel, passing);
            if (received < total) {
                return StagedBlob.arrived(file.blob(), received, total, false);
            }
            requireDigest(passing == null ? digestOfFile() : Digest.ofRaw(passing.digest()));
            if (total > UploadFolder.SMALL) {
                channel.force(false);
            }
        }
        Files.move(file.part(total), file.complete(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(file.partFolder());
        return StagedBlob.arrived(file.blob(), total, total, true);
    }

    private void beginAgain() throws IOException {
        Optional<Path> part = file.part();
        if (part.isPresent()) {
            staged.add(-Files.size(part.get()));
            Files.delete(part.get());
        }
        Files.createDirectories(file.partFolder());
    }

    private long copy(InputStream content, long most, FileChannel target, @Nullable MessageDigest passing)
            throws IOException {
        byte[] step = new byte[STEP];
        long copied = 0;
        while (copied < most) {
            int read = content.read(step, 0, (int) Math.min(STEP, most - copied));
            if (read < 0) {
                break;
            }
            write(ByteBuffer.wrap(step, 0, read), target);
            if (passing != null) {
                passing.update(step, 0, read);
            }
            copied += read;
        }
        return copied;
    }

    private void write(ByteBuffer bytes, FileChannel target) throws IOException {
        staged.take(bytes.remaining());
        try {
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
        } finally {
            staged.add(-bytes.remaining());
        }
    }

    private Digest digestOfFile() throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        byte[] step = new byte[STEP];
        try (InputStream in = Files.newInputStream(file.part(total))) {
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                sha256.update(step, 0, read);
            }
        }
        return Digest.ofRaw(sha256.digest());
    }

    private void requireDigest(Digest found) throws IOException {
        if (!found.equals(file.blob())) {
            staged.add(-total);
            Files.delete(file.part(total));
            Files.delete(file.partFolder());
            throw new ByteorException(
                    ErrorCode.BLOB_ALTERED,
                    "the content has the digest it is sent under",
                    file.blob().toString(),
                    found);
        }
    }
}

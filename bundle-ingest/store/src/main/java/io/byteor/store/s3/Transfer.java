package io.byteor.store.s3;

import io.byteor.store.folder.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Puts one file: in one request where it is small, else in parts, one after the other, each of which the SDK can try again by
 * itself. Content is read from the file while it is sent; memory does not grow with it.
 *
 * @param client of the server
 * @param bucket to put to
 * @param key to put under
 * @param file to put
 */
record Transfer(S3Client client, String bucket, String key, Path file) {
    /** A larger file goes in parts. */
    static final long LARGE = 32L << 20;

    private static final int MOST_PARTS = 10_000;
    private static final String ANY = "application/octet-stream";

    /** Returns something, so that it can stand where a call does. */
    long run() {
        long size = size();
        if (size <= LARGE) {
            PutObjectResponse _ = client.putObject(put -> put.bucket(bucket).key(key), file);
        } else {
            inParts(size);
        }
        return size;
    }

    private void inParts(long size) {
        long step = Math.max(LARGE / 2, (size + MOST_PARTS - 1) / MOST_PARTS);
        String id = client.createMultipartUpload(create -> create.bucket(bucket).key(key))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < size; from += step) {
                parts.add(part(id, parts.size() + 1, from, Math.min(step, size - from)));
            }
            client.completeMultipartUpload(
                    done -> done.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(key).uploadId(id));
            }
        }
    }

    private CompletedPart part(String id, int number, long from, long length) {
        String tag = client.uploadPart(
                        part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number),
                        RequestBody.fromContentProvider(() -> read(from, length), length, ANY))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private InputStream read(long from, long length) {
        try {
            return Channels.newInputStream(new Slice(FileChannel.open(file), from, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

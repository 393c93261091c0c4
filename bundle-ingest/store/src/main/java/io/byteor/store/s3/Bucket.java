package io.byteor.store.s3;

import io.byteor.store.StorageFullException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of one bucket. What the SDK throws becomes an IOException. Thread-safe. */
final class Bucket implements Closeable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int CHANGED = 412;
    private static final int FULL = 507;
    private static final int MOST_CONFLICTS = 5;
    private static final Duration AFTER_CONFLICT = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final S3Client client;
    private final String name;

    Bucket(S3Settings settings) {
        this(S3Connection.open(settings), settings.bucket());
    }

    /** The bucket of this name, which closes the client. */
    Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    String address(String key) {
        return "s3://" + name + "/" + key;
    }

    /** Makes sure that the bucket is there and may be seen; waits no longer than a few seconds for that. */
    void requireReady() throws IOException {
        call(
                address(""),
                () -> client.headBucket(head ->
                        head.bucket(name).overrideConfiguration(override -> override.apiCallTimeout(PATIENCE))));
    }

    /** Puts a file, in parts where it is large; replaces what is there. */
    void put(String key, Path file) throws IOException {
        call(key, () -> new Transfer(client, name, key, file).run());
    }

    void put(String key, byte[] content) throws IOException {
        call(key, () -> client.putObject(put -> put.bucket(name).key(key), RequestBody.fromBytes(content)));
    }

    /**
     * Puts a file where nothing is; false where something is. The server may answer that others put or delete there at this moment,
     * which says neither; then it is asked again, and fails where that does not end.
     */
    boolean putNew(String key, Path file) throws IOException {
        return putNew(key, RequestBody.fromFile(file));
    }

    boolean putNew(String key, byte[] content) throws IOException {
        return putNew(key, RequestBody.fromBytes(content));
    }

    private boolean putNew(String key, RequestBody content) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                client.putObject(put -> put.bucket(name).key(key).ifNoneMatch("*"), content);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == CHANGED) {
                    return false;
                }
                if (e.statusCode() != CONFLICT || attempt == MOST_CONFLICTS) {
                    throw failure(key, e);
                }
                pause(attempt);
            } catch (SdkException e) {
                throw failure(key, e);
            }
        }
    }

    private static void pause(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(AFTER_CONFLICT.multipliedBy(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two attempts to put");
        }
    }

    /** Reads an object, or the bytes from..to of it, both included. */
    ResponseInputStream<GetObjectResponse> get(String key) throws IOException {
        return call(key, () -> client.getObject(get -> get.bucket(name).key(key)));
    }

    byte[] get(String key, long from, long to) throws IOException {
        return call(
                key,
                () -> client.getObjectAsBytes(get -> get.bucket(name).key(key).range("bytes=" + from + "-" + to))
                        .asByteArrayUnsafe());
    }

    boolean has(String key) throws IOException {
        try {
            call(key, () -> client.headObject(head -> head.bucket(name).key(key)));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Deletes an object; one that is missing is deleted. */
    void delete(String key) throws IOException {
        call(key, () -> client.deleteObject(delete -> delete.bucket(name).key(key)));
    }

    /** Objects whose keys begin so, read page by page; a failure is an UncheckedIOException. */
    Stream<Listing> list(String prefix) {
        return translated(
                prefix,
                () -> client.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream()
                        .map(object -> new Listing(object.key(), object.lastModified())));
    }

    /** The parts of keys between this prefix and the next slash, read page by page; a failure is an UncheckedIOException. */
    Stream<String> folders(String prefix) {
        return translated(
                prefix,
                () -> client
                        .listObjectsV2Paginator(
                                list -> list.bucket(name).prefix(prefix).delimiter("/"))
                        .commonPrefixes()
                        .stream()
                        .map(found -> found.prefix()
                                .substring(prefix.length(), found.prefix().length() - 1)));
    }

    private static <T> Stream<T> translated(String key, Supplier<Stream<T>> pages) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new TranslatingIterator<>(key, pages), Spliterator.ORDERED), false);
    }

    /** Fails as a file does, from the first page on. */
    private static final class TranslatingIterator<T> implements Iterator<T> {
        private final String key;
        private final Supplier<Stream<T>> pages;
        private @Nullable Iterator<T> begun;

        private TranslatingIterator(String key, Supplier<Stream<T>> pages) {
            this.key = key;
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            return step(() -> begun().hasNext());
        }

        @Override
        public T next() {
            return step(() -> begun().next());
        }

        private Iterator<T> begun() {
            Iterator<T> iterator = begun == null ? pages.get().iterator() : begun;
            begun = iterator;
            return iterator;
        }

        private <R> R step(Call<R> step) {
            try {
                return call(key, step);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends transfers in parts that nobody goes on with. */
    int abortTransfers(String prefix, Instant olderThan) throws IOException {
        return call(prefix, () -> {
            int count = 0;
            for (var transfer : client.listMultipartUploadsPaginator(
                            list -> list.bucket(name).prefix(prefix))
                    .uploads()) {
                if (transfer.initiated().isBefore(olderThan)) {
                    client.abortMultipartUpload(
                            abort -> abort.bucket(name).key(transfer.key()).uploadId(transfer.uploadId()));
                    count++;
                }
            }
            return count;
        });
    }

    /**
     * An object.
     *
     * @param key its name
     * @param changed when it was put
     */
    record Listing(String key, Instant changed) {}

    /** Calls the server. */
    @FunctionalInterface
    interface Call<T> {
        T make();
    }

    static <T> T call(String key, Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (SdkException e) {
            throw failure(key, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static IOException failure(String key, SdkException e) {
        if (!(e instanceof S3Exception answer)) {
            return new IOException("the object store does not answer: " + e.getMessage(), e);
        }
        return switch (answer.statusCode()) {
            case NOT_FOUND -> missing(key, answer);
            case FULL -> new StorageFullException(new IOException(answer));
            default -> new IOException("the object store refused " + key + ": " + answer.getMessage(), answer);
        };
    }

    private static NoSuchFileException missing(String key, S3Exception cause) {
        NoSuchFileException missing = new NoSuchFileException(key);
        missing.initCause(cause);
        return missing;
    }

    @Override
    public void close() {
        client.close();
    }
}

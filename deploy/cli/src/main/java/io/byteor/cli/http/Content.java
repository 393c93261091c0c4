package io.byteor.cli.http;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bytes to send: all of something, or one part of it.
 *
 * @param offset of the first byte
 * @param length how many
 * @param total bytes of the whole
 * @param source opens them, anew for each attempt
 */
public record Content(long offset, long length, long total, Supplier<? extends InputStream> source) {
    public Content {
        if (offset < 0 || length < 0 || offset + length > total) {
            throw new IllegalArgumentException("%d bytes from %d on, of %d".formatted(length, offset, total));
        }
    }

    /** The Content-Range of a part (RFC 9110, 14.4); of an empty one, which ends what has arrived whole, that of no range. */
    Optional<String> range() {
        if (length == total) {
            return Optional.empty();
        }
        return Optional.of(
                length == 0
                        ? "bytes */%d".formatted(total)
                        : "bytes %d-%d/%d".formatted(offset, offset + length - 1, total));
    }

    BodyPublisher publisher() {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(source), length);
    }
}

package io.byteor.schemas.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The header of an Avro Object Container File: magic, metadata, sync marker. Read byte by byte, so that nothing behind it is
 * consumed from a stream.
 */
final class ContainerHeader {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    private final Codec codec;
    private final byte[] sync;
    private final byte[] encoded;

    private ContainerHeader(Codec codec, byte[] sync, byte[] encoded) {
        this.codec = codec;
        this.sync = sync;
        this.encoded = encoded;
    }

    /** The header that a writer puts first. Its sync marker derives from the seed, so equal input gives equal files. */
    static ContainerHeader of(String schema, Codec codec, String seed) {
        byte[] sync =
                Arrays.copyOf(Digest.of(seed.getBytes(StandardCharsets.UTF_8)).raw(), JournalFormat.SYNC_LENGTH);
        AvroOutput out = new AvroOutput(1024);
        out.writeRaw(MAGIC, 0, MAGIC.length);
        out.writeLong(2);
        out.writeBytes("avro.codec".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(codec.avroName().getBytes(StandardCharsets.UTF_8));
        out.writeBytes("avro.schema".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(schema.getBytes(StandardCharsets.UTF_8));
        out.writeLong(0);
        out.writeRaw(sync, 0, sync.length);
        return new ContainerHeader(codec, sync, out.toByteArray());
    }

    /**
     * Reads a header from the stream's place on.
     *
     * @throws ByteorException JOURNAL_CORRUPT where it is no header of a container file with exactly this schema
     */
    static ContainerHeader read(InputStream in, String expected, String place) throws IOException {
        Reader reader = new Reader(in, place);
        if (!Arrays.equals(reader.take(MAGIC.length), MAGIC)) {
            throw reader.damage("an Avro container file begins with Obj and 1");
        }
        Map<String, String> metadata = new HashMap<>();
        for (long count = reader.readLong(); count != 0; count = reader.readLong()) {
            if (count < 0) {
                reader.readLong();
                count = Math.negateExact(count == Long.MIN_VALUE ? Long.MIN_VALUE + 1 : count);
            }
            for (long i = 0; i < count; i++) {
                String name = new String(reader.take(reader.readLong()), StandardCharsets.UTF_8);
                metadata.put(name, new String(reader.take(reader.readLong()), StandardCharsets.UTF_8));
            }
        }
        byte[] sync = reader.take(JournalFormat.SYNC_LENGTH);
        String codecName = metadata.getOrDefault("avro.codec", Codec.NULL.avroName());
        Codec codec = Codec.named(codecName)
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.JOURNAL_CORRUPT, "the codec is null or zstandard", place, codecName));
        requireSchema(metadata.getOrDefault("avro.schema", ""), expected, place);
        return new ContainerHeader(codec, sync, reader.seen.toByteArray());
    }

    /**
     * Reads the header of a segment by the first entry of its block table.
     *
     * @throws ByteorException JOURNAL_CORRUPT where it is not the one that the table vouches for
     */
    static ContainerHeader read(SeekableByteChannel segment, Block first, String path) throws IOException {
        segment.position(0);
        byte[] bytes = Channels.newInputStream(segment).readNBytes((int) first.length());
        Digest found = Digest.of(bytes);
        if (!found.equals(first.sha256())) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT, "the digest of the header is " + first.sha256(), path + "@0", found);
        }
        InputStream in = new ByteArrayInputStream(bytes);
        ContainerHeader header = read(in, JournalFormat.RECORD_SCHEMA, path);
        if (in.available() > 0) {
            throw new ByteorException(
                    ErrorCode.JOURNAL_CORRUPT,
                    "the first entry of the block table is the header alone",
                    path + "@0",
                    first.length());
        }
        return header;
    }

    /** Compares as JSON: Avro's own parser is not made for hostile schemas. A full name may stand for name and namespace. */
    private static void requireSchema(String found, String expected, String place) {
        try {
            byte[] schema = found.getBytes(StandardCharsets.UTF_8);
            if (fullyNamed(CanonicalJson.parse(schema, place)).equals(fullyNamed(readTree(expected)))) {
                return;
            }
        } catch (ByteorException e) {
            throw new ByteorException(ErrorCode.JOURNAL_CORRUPT, "the writer schema is not JSON", place, found, e);
        }
        throw new ByteorException(ErrorCode.JOURNAL_CORRUPT, "the writer schema is " + expected, place, found);
    }

    private static JsonNode readTree(String schema) {
        return CanonicalJson.parse(schema.getBytes(StandardCharsets.UTF_8), "schema");
    }

    private static JsonNode fullyNamed(JsonNode schema) {
        if (schema instanceof ObjectNode record && record.path("namespace").isTextual()) {
            record.put(
                    "name",
                    record.get("namespace").textValue() + "."
                            + record.path("name").asText());
            record.remove("namespace");
        }
        return schema;
    }

    Codec codec() {
        return codec;
    }

    /** The sixteen bytes that end each block. Not to be changed. */
    byte[] sync() {
        return sync;
    }

    /** The header as it stands in the file. Not to be changed. */
    byte[] encoded() {
        return encoded;
    }

    private static final class Reader {
        private final InputStream in;
        private final String place;
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

        private Reader(InputStream in, String place) {
            this.in = in;
            this.place = place;
        }

        byte[] take(long length) throws IOException {
            if (length < 0 || length > JournalFormat.LARGEST_HEADER - seen.size()) {
                throw damage("the header is larger than " + JournalFormat.LARGEST_HEADER + " bytes");
            }
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw damage("it ends inside the header");
            }
            seen.writeBytes(bytes);
            return bytes;
        }

        long readLong() throws IOException {
            long raw = 0;
            for (int shift = 0; shift <= 63; shift += 7) {
                byte b = take(1)[0];
                raw |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return raw >>> 1 ^ -(raw & 1);
                }
            }
            throw damage("a number has more than ten bytes");
        }

        ByteorException damage(String detail) {
            return new ByteorException(ErrorCode.JOURNAL_CORRUPT, detail, place + "@" + seen.size(), null);
        }
    }
}

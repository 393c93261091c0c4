package io.byteor.e2e.attack.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;

/** Writes tar archives as no honest tool would. */
public final class Tar {
    public static final char FILE = '0';
    public static final char HARD_LINK = '1';
    public static final char SYMBOLIC_LINK = '2';
    public static final char DEVICE = '3';
    public static final char BLOCK_DEVICE = '4';
    public static final char PIPE = '6';
    public static final char SPARSE = 'S';
    private static final char LONG_NAME = 'L';

    /** Bytes of a header. */
    public static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final String TOP = "b/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The files of a bundle in one top folder, as an honest tool writes them. */
    public static byte[] of(Map<String, byte[]> files) {
        Tar tar = new Tar();
        files.forEach((path, content) -> tar.entry(TOP + path, FILE, content));
        return tar.bytes();
    }

    /** One empty entry and nothing else. */
    public static byte[] single(String path, char type) {
        return new Tar().entry(path, type, new byte[0]).bytes();
    }

    public Tar entry(String path, char type, byte[] content) {
        byte[] name = path.getBytes(UTF_8);
        if (name.length > NAME) {
            header("././@LongLink".getBytes(UTF_8), LONG_NAME, name.length + 1);
            content(Arrays.copyOf(name, name.length + 1));
        }
        header(Arrays.copyOf(name, Math.min(NAME, name.length)), type, content.length);
        content(content);
        return this;
    }

    /** The end marker and all before it. */
    public byte[] bytes() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private void content(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[Math.floorMod(-content.length, BLOCK)]);
    }

    private void header(byte[] name, char type, long size) {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, name.length);
        put(header, 100, "0000644");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = (byte) type;
        if (type == HARD_LINK || type == SYMBOLIC_LINK) {
            put(header, 157, "/etc/passwd");
        }
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        out.writeBytes(header);
    }

    private static void put(byte[] target, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }
}

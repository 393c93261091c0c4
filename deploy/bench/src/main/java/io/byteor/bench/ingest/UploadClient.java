package io.byteor.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP/1.1 connection that is kept alive and sends bodies as they lie in memory, so that what a run costs is the server's
 * and the kernel's. Knows no answers but those with a Content-Length. Not thread-safe.
 */
final class UploadClient implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final int STATUS_AT = 9;

    private final SocketChannel channel;
    private final String head;
    private final ByteBuffer answer = ByteBuffer.allocate(64 << 10);

    /** @param headers of every request, each with its line end */
    UploadClient(int port, String headers) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.head = "Host: 127.0.0.1:" + port + "\r\n" + headers;
    }

    /**
     * Sends one body.
     *
     * @param request method and path
     * @throws IOException for any answer that is no success
     */
    void send(String request, ByteBuffer[] body) throws IOException {
        long length = Arrays.stream(body).mapToLong(ByteBuffer::remaining).sum();
        ByteBuffer[] parts = new ByteBuffer[body.length + 1];
        parts[0] = ByteBuffer.wrap("%s HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(request, head, length)
                .getBytes(US_ASCII));
        for (int i = 0; i < body.length; i++) {
            parts[i + 1] = body[i].duplicate();
        }
        while (parts[parts.length - 1].hasRemaining()) {
            channel.write(parts);
        }
        receive(request);
    }

    private void receive(String request) throws IOException {
        answer.clear();
        while (true) {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server ended the connection of " + request);
            }
            String text = new String(answer.array(), 0, answer.position(), US_ASCII);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                continue;
            }
            Matcher length = LENGTH.matcher(text.substring(0, end));
            int whole = end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            if (text.length() < whole) {
                continue;
            }
            if (text.charAt(STATUS_AT) != '2') {
                throw new IOException(request + " was answered with " + text);
            }
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

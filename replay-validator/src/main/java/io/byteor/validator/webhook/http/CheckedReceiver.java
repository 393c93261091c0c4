package io.byteor.validator.webhook.http;

import io.byteor.schemas.address.AddressRule;
import io.byteor.validator.webhook.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts over a connection of its own to an address that was checked: the name is resolved once, every address that it has must be
 * allowed, and what was checked is what is connected to, so that no second answer of a name server can lead elsewhere. Java's own
 * clients resolve by themselves, which is why this one speaks HTTP/1.1 (RFC 9112) itself: one request, the status line of the
 * answer, end. A redirect is a status like any other. Thread-safe.
 */
public final class CheckedReceiver implements Receiver {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int LONGEST_STATUS_LINE = 512;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    private final URI url;
    private final boolean secure;
    private final AddressRule rule;
    private final Duration timeout;
    private final SSLSocketFactory tls;

    /**
     * A receiver at a place.
     *
     * @param url https; http only where private addresses may be called
     * @param privateToo whether private addresses may be called
     * @param timeout of the connection, and of the answer
     * @throws IllegalArgumentException for another kind of URL
     */
    public CheckedReceiver(URI url, boolean privateToo, Duration timeout, SSLSocketFactory tls) {
        this.secure = "https".equals(url.getScheme());
        if (url.getHost() == null
                || url.getUserInfo() != null
                || !(secure || (privateToo && "http".equals(url.getScheme())))) {
            throw new IllegalArgumentException(
                    "a webhook's URL is https and has a host; http only where private addresses may be called: " + url);
        }
        this.url = url;
        this.rule = AddressRule.of(privateToo);
        this.timeout = timeout;
        this.tls = tls;
    }

    @Override
    public int post(Map<String, String> headers, byte[] body) throws IOException {
        InetAddress address = rule.resolve(url.getHost())[0];
        long until = System.nanoTime() + timeout.toNanos();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port()), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            try (Socket connection = secure ? secured(plain) : plain) {
                OutputStream out = connection.getOutputStream();
                out.write(head(headers, body.length));
                out.write(body);
                out.flush();
                return status(connection.getInputStream(), until);
            }
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private int port() {
        return url.getPort() >= 0 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    }

    private byte[] head(Map<String, String> headers, int length) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder head = new StringBuilder()
                .append("POST ")
                .append(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getHost())
                .append(url.getPort() < 0 ? "" : ":" + url.getPort())
                .append("\r\nContent-Length: ")
                .append(length)
                .append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int status(InputStream in, long until) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\r' && read != '\n'; read = in.read()) {
            if (read < 0 || line.size() == LONGEST_STATUS_LINE || System.nanoTime() - until > 0) {
                throw new IOException("no status line came in time");
            }
            line.write(read);
        }
        Matcher status = STATUS_LINE.matcher(line.toString(StandardCharsets.ISO_8859_1));
        if (!status.matches()) {
            throw new IOException("the answer begins with no status line");
        }
        return Integer.parseInt(status.group(1));
    }
}

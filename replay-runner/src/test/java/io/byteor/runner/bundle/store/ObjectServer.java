package io.byteor.runner.bundle.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** An S3 server on loopback that checks signatures and keeps one bucket in a folder. */
final class ObjectServer implements AutoCloseable {
    static final String BUCKET = "bundles-of-test";
    static final String ACCESS_KEY = "access";
    static final String SECRET_KEY = "secret";

    private final S3Proxy server;

    private ObjectServer(S3Proxy server) {
        this.server = server;
    }

    static ObjectServer start(Path folder) {
        try {
            Files.createDirectories(folder.resolve(BUCKET));
            Properties properties = new Properties();
            properties.setProperty("jclouds.filesystem.basedir", folder.toString());
            S3Proxy server = S3Proxy.builder()
                    .blobStore(BlobStores.create("filesystem-nio2", properties))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                    .build();
            server.start();
            return new ObjectServer(server);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

package io.byteor.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The same set-up with an object store; the folder is its spool. */
public class BucketSetUp extends IngestSetUp {
    private ObjectServer server;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        Path folder = Path.of(settings.get(STORE));
        server = ObjectServer.start(folder.resolveSibling(folder.getFileName() + "-server"));
        settings.put("byteor.store.kind", "s3");
        settings.put("byteor.store.s3.endpoint", server.endpoint().toString());
        settings.put("byteor.store.s3.bucket", ObjectServer.BUCKET);
        settings.put("byteor.store.s3.access-key", ObjectServer.ACCESS_KEY);
        settings.put("byteor.store.s3.secret-key", ObjectServer.SECRET_KEY);
        return settings;
    }

    @Override
    public void stop() {
        super.stop();
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.byteor.ingest;

import io.byteor.backends.testing.ServiceSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service under test a fresh store. */
public class IngestSetUp implements QuarkusTestResourceLifecycleManager {
    static final String STORE = "byteor.store.directory";
    static final int MANIFEST_BYTES = 1 << 20;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = ServiceSettings.fresh();
        settings.put(STORE, ServiceSettings.directory("store-").toString());
        settings.put("byteor.ingest.sweep-interval", "500ms");
        settings.put("byteor.ingest.guards.idle", "1s");
        settings.put("byteor.ingest.guards.head", "2s");
        settings.put("byteor.ingest.limits.manifest-bytes", Integer.toString(MANIFEST_BYTES));
        return settings;
    }

    @Override
    public void stop() {}
}

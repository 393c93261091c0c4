package io.byteor.audit;

import io.byteor.backends.Database;
import io.byteor.backends.testing.ServiceSettings;
import io.byteor.backends.testing.TestBackends;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service under test a database of its own. */
public final class SinkSetUp implements QuarkusTestResourceLifecycleManager {
    static final String DATABASE = "audit_sink";

    @Override
    public Map<String, String> start() {
        Database database = TestBackends.shared().database();
        Map<String, String> settings = ServiceSettings.fresh();
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl(DATABASE));
        settings.put("quarkus.datasource.username", database.user());
        settings.put("quarkus.datasource.password", database.password());
        return settings;
    }

    @Override
    public void stop() {}
}

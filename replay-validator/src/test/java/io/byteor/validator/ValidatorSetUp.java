package io.byteor.validator;

import io.byteor.backends.process.LoopbackPort;
import io.byteor.backends.testing.ServiceSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service under test fresh state. */
public class ValidatorSetUp implements QuarkusTestResourceLifecycleManager {
    static final String STATE = "byteor.validator.state-directory";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = ServiceSettings.fresh();
        settings.put(STATE, ServiceSettings.directory("state-").toString());
        settings.put("byteor.validator.grace", "1s");
        settings.put(
                "byteor.validator.webhook.url", "http://127.0.0.1:" + LoopbackPort.resolve("receiver", 0) + "/hook");
        settings.put("byteor.validator.webhook.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        settings.put("byteor.validator.webhook.private-addresses", "true");
        settings.put("byteor.validator.webhook.longest-pause", "1s");
        return settings;
    }

    @Override
    public void stop() {}
}

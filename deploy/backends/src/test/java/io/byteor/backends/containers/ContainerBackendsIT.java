package io.byteor.backends.containers;

import io.byteor.backends.Backends;
import io.byteor.backends.BackendsContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "byteor.backends",
        matches = "containers",
        disabledReason = "Containers are tried only with -Dbyteor.backends=containers")
@EnabledIf(
        value = "io.byteor.backends.containers.ContainerBackends#engineAnswers",
        disabledReason = "No container engine answers")
class ContainerBackendsIT extends BackendsContract {

    private @Nullable Backends backends;

    @BeforeAll
    void start() {
        backends = ContainerBackends.start();
    }

    @AfterAll
    void stop() {
        if (backends != null) {
            backends.close();
        }
    }

    @Override
    protected Backends backends() {
        return backends;
    }
}

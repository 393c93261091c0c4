package io.byteor.audit;

import io.byteor.audit.config.MaskingConfig;
import io.byteor.audit.http.Readers;
import io.byteor.audit.mask.MaskingRules;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is hidden from whom. Read at the start, which fails where it cannot be. */
@ApplicationScoped
public class MaskingParts {
    @Produces
    @Singleton
    @Startup
    MaskingRules rules(MaskingConfig config) throws IOException {
        if (config.rules().isEmpty()) {
            return MaskingRules.NONE;
        }
        Path file = config.rules().get();
        return MaskingRules.parse(Files.readAllBytes(file), file.toString(), Readers.ALL);
    }
}

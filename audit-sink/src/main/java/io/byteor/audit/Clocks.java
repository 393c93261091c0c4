package io.byteor.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The service's time. */
@ApplicationScoped
public class Clocks {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}

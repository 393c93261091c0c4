package io.byteor.ingest.http;

import io.byteor.ingest.capture.BundleShelf;
import io.byteor.schemas.error.ErrorCode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts what becomes of uploads. */
@Singleton
class CaptureMeters {
    private final MeterRegistry registry;
    private final DistributionSummary bytes;

    CaptureMeters(MeterRegistry registry) {
        this.registry = registry;
        this.bytes = DistributionSummary.builder("byteor.bundle.size")
                .baseUnit("bytes")
                .description("Sizes of new bundles")
                .register(registry);
    }

    void captured(BundleShelf.Kept kept) {
        registry.counter("byteor.bundles.captured", "outcome", kept.fresh() ? "new" : "repeated")
                .increment();
        if (kept.fresh()) {
            bytes.record(kept.bundle().getBytes());
        }
    }

    void refused(ErrorCode code) {
        registry.counter("byteor.bundles.refused", "code", code.name()).increment();
    }
}

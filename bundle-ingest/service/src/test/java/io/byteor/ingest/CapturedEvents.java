package io.byteor.ingest;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.topic.Topic;
import java.util.List;

/** Reads what has been announced, all of it each time. */
final class CapturedEvents {
    private CapturedEvents() {}

    static List<BundleCaptured> all() {
        return TopicEvents.all(Topic.BUNDLE_CAPTURED, BundleCaptured.class, BundleCaptured::getBundleId);
    }

    static long count(TestBundle bundle) {
        return all().stream()
                .filter(event -> event.getBundleId().equals(bundle.id().toString()))
                .count();
    }
}

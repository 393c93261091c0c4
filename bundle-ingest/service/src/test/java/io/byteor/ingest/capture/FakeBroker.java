package io.byteor.ingest.capture;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was announced; can be away, and can find one bundle too large. */
final class FakeBroker implements Announcer {
    final List<String> announced = new ArrayList<>();
    boolean away;
    String tooLarge = "";

    /** What happens while a bundle is on its way to the topic. */
    Runnable meanwhile = () -> {};

    /** What happens while a deletion is. */
    Runnable meanwhileDeleting = () -> {};

    @Override
    public void announce(BundleCaptured event) {
        meanwhile.run();
        if (away) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "away");
        }
        if (event.getBundleId().equals(tooLarge)) {
            throw new ByteorException(ErrorCode.BUNDLE_TOO_LARGE, "too large");
        }
        announced.add(event.getBundleId());
    }

    @Override
    public void announce(BundleDeleted event) {
        meanwhileDeleting.run();
        if (away) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "away");
        }
        announced.add("deleted " + event.getBundleId());
    }
}

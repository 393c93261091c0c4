package io.byteor.audit.live;

import io.byteor.audit.query.ReplayView;
import java.util.List;

/** Replays that changed, each with the place to go on behind it. */
public record Changed(List<Change> changes) {
    public Changed {
        changes = List.copyOf(changes);
    }

    /** One of them. */
    public record Change(Place place, ReplayView replay) {}
}

package io.byteor.audit.http.stats;

import io.byteor.audit.stats.Total;
import java.util.List;

/** All totals that were asked for. */
public record Stats(List<Total> items) {
    public Stats {
        items = List.copyOf(items);
    }
}

package io.byteor.audit.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page.
 *
 * @param next the cursor to ask for the page behind it with; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}

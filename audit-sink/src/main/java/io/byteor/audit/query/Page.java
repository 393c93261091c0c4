package io.byteor.audit.query;

import java.util.List;
import java.util.function.Function;
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

    /**
     * A page of what was found, which is one more than the limit where there is more.
     *
     * @param cursor of the page behind the one that ends with it
     */
    public static <E, T> Page<T> of(List<E> found, int limit, Function<E, T> view, Function<E, String> cursor) {
        List<E> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(view).toList(), found.size() > limit ? cursor.apply(shown.getLast()) : null);
    }
}

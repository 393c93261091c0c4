package io.byteor.validator.gateway;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of many things, in the order of their keys. A page can hold fewer than were asked for and yet not be the last, because so
 * many are looked at for one page and no more.
 *
 * @param next what to ask for as {@code after} to go on; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same page with other items. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}

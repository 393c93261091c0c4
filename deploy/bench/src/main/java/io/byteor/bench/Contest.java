package io.byteor.bench;

import java.util.List;

/**
 * A benchmark that is ready to run.
 *
 * @param groups in the order in which they run
 * @param end stops what was started for it
 */
public record Contest(List<Group> groups, Runnable end) implements AutoCloseable {
    public Contest {
        groups = List.copyOf(groups);
    }

    /** One group, for which nothing was started. */
    public static Contest of(Group group) {
        return new Contest(List.of(group), () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}

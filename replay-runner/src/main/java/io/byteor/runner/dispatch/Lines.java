package io.byteor.runner.dispatch;

import io.byteor.runner.control.Wishes;
import io.byteor.runner.replay.ReplayTicket;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All lines: executes of one root bundle share one, a dry-run has its own. Belongs to the dispatcher, under its lock. */
final class Lines {
    private final Map<String, Line> lines = new HashMap<>();

    void add(ReplayTask task) {
        lines.computeIfAbsent(name(task.ticket()), _ -> new Line()).add(task);
    }

    void remove(ReplayTask task) {
        Line line = of(task);
        line.remove(task);
        if (line.isEmpty()) {
            lines.remove(name(task.ticket()));
        }
    }

    /** The line of a task that stands in one. */
    Line of(ReplayTask task) {
        return Objects.requireNonNull(lines.get(name(task.ticket())), "a task that is here stands in a line");
    }

    /** Takes the next one of the ticket's line to be driven; null where it is nobody's turn. */
    @Nullable
    ReplayTask next(ReplayTicket ticket, Wishes wishes) {
        Line line = lines.get(name(ticket));
        return line == null ? null : line.next(wishes);
    }

    private static String name(ReplayTicket ticket) {
        return ticket.executes() ? "execute " + ticket.rootBundleId() : "dry-run " + ticket.replayId();
    }
}

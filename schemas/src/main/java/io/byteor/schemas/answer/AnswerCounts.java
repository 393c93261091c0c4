package io.byteor.schemas.answer;

import io.byteor.schemas.event.AgentResponded;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds up, second by second, the answers that were no. Counted for an agent only where a signature said who it was, else for the
 * address that asked. Bounded: beyond it answers are counted as lost. Thread-safe.
 */
public final class AnswerCounts {
    /** The statuses that are counted. */
    private static final List<Integer> STATUSES = List.of(401, 403, 429);

    private final String part;
    private final int most;
    private final InstantSource clock;
    private final Map<Key, Sum> sums = new HashMap<>();
    private long lost;

    /**
     * Empty.
     *
     * @param part that answers
     * @param most different sums that are held at once
     */
    public AnswerCounts(String part, int most, InstantSource clock) {
        this.part = part;
        this.most = most;
        this.clock = clock;
    }

    /** Whether an answer of this status is counted. */
    public static boolean counts(int status) {
        return STATUSES.contains(status);
    }

    /** Counts an answer to an agent whose token's signature verified. */
    public void toAgent(String issuer, String agent, String address, int status, String code) {
        count(new Key(issuer, agent, null, status, second()), address, code);
    }

    /** Counts an answer to nobody in particular. */
    public void toAddress(String address, int status, String code) {
        count(new Key(null, null, address, status, second()), address, code);
    }

    private synchronized void count(Key key, String address, String code) {
        Sum sum = sums.get(key);
        if (sum != null) {
            sum.add(address, code);
        } else if (sums.size() < most) {
            sums.put(key, new Sum(address, code));
        } else {
            lost++;
        }
    }

    private Instant second() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Takes the sums of all seconds that are over; each is taken once. */
    public synchronized List<AgentResponded> takeFinished() {
        Instant now = second();
        List<AgentResponded> finished = new ArrayList<>();
        for (Iterator<Map.Entry<Key, Sum>> all = sums.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Key, Sum> entry = all.next();
            if (entry.getKey().second().isBefore(now)) {
                finished.add(entry.getValue().event(entry.getKey(), part));
                all.remove();
            }
        }
        return finished;
    }

    /** Notes that so many answers were taken and never got to where they were to be told. */
    public synchronized void lose(long answers) {
        lost += answers;
    }

    /** Answers that nobody will be told of: there was too much to hold, or nowhere to tell it. */
    public synchronized long lost() {
        return lost;
    }

    private record Key(
            @Nullable String issuer,
            @Nullable String agent,
            @Nullable String address,
            int status,
            Instant second) {}

    private static final class Sum {
        private @Nullable String address;
        private String code;
        private long count = 1;

        private Sum(String address, String code) {
            this.address = address;
            this.code = code;
        }

        private void add(String from, String why) {
            address = Objects.equals(address, from) ? from : null;
            code = why;
            count++;
        }

        private AgentResponded event(Key key, String part) {
            return AgentResponded.newBuilder()
                    .setAgentId(key.agent())
                    .setIssuer(key.issuer())
                    .setAddress(address)
                    .setPart(part)
                    .setStatus(key.status())
                    .setCode(code)
                    .setCount(count)
                    .setAt(key.second())
                    .build();
        }
    }
}

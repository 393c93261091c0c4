package io.byteor.schemas.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Asks for schemas beside those who want to know, each content id once for all of them. Bounded. Thread-safe. */
final class Inquiries {
    /** Most that are remembered. Garbage can name any number of ids, the registry gives few. */
    private static final int MOST = 1_000;

    /** How long an answer counts. It may change when a registry's data is restored; a schema once found is kept elsewhere. */
    private static final Duration VALIDITY = Duration.ofMinutes(1);

    private final IntFunction<Optional<Schema>> asking;
    private final Map<Integer, Inquiry> inquiries = new ConcurrentHashMap<>();

    /** @param asking the schema of a content id, or none; waits for it however long that takes */
    Inquiries(IntFunction<Optional<Schema>> asking) {
        this.asking = asking;
    }

    private record Inquiry(long sinceNanos, CompletableFuture<Optional<Schema>> answer) {
        long ageNanos() {
            return System.nanoTime() - sinceNanos;
        }

        boolean isOver() {
            return answer.isDone() && (answer.isCompletedExceptionally() || ageNanos() > VALIDITY.toNanos());
        }
    }

    /**
     * What the registry says of a content id; empty as long as it has not said it.
     *
     * @param patience since the id was first asked for
     * @throws InterruptException if interrupted; the interrupt flag is then set
     */
    Optional<Optional<Schema>> answer(int contentId, Duration patience) {
        Inquiry inquiry = inquiry(contentId);
        if (inquiry == null) {
            return Optional.empty();
        }
        try {
            long left = Math.max(0, patience.toNanos() - inquiry.ageNanos());
            return Optional.of(inquiry.answer().get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Null where too many others are under way. */
    private @Nullable Inquiry inquiry(int contentId) {
        if (inquiries.size() >= MOST) {
            inquiries.values().removeIf(it -> it.answer().isDone());
        }
        return inquiries.compute(contentId, (id, standing) -> {
            if (standing != null && !standing.isOver()) {
                return standing;
            }
            return standing == null && inquiries.size() >= MOST ? null : begun(id);
        });
    }

    private Inquiry begun(int contentId) {
        CompletableFuture<Optional<Schema>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("schema-inquiry").start(() -> {
            try {
                answer.complete(asking.apply(contentId));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return new Inquiry(System.nanoTime(), answer);
    }
}

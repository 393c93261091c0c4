package io.byteor.audit.http.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.http.mask.Derived;
import io.byteor.audit.live.Changed;
import io.byteor.audit.live.Changed.Change;
import io.byteor.audit.live.Changes;
import io.byteor.audit.live.Place;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.query.Cursors;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.ReplayView;
import io.byteor.audit.query.store.Lists;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Streams of changes. Each looks into the store again a while after its last events went out, so a slow reader is asked for, not
 * waited on, and holds one look's events at most. There are at most {@value #MOST} at a time. Thread-safe.
 */
@ApplicationScoped
public class Streams {
    static final int MOST = 256;
    private static final int EVENTS_AT_ONCE = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Looks without an event after which a comment goes out, by which a reader that is gone is found. */
    private static final int QUIET_LOOKS = 30;

    private final Changes changes;
    private final Lists lists;
    private final InstantSource clock;
    private final Sse sse;
    private final ObjectMapper json;
    private final Semaphore free = new Semaphore(MOST);

    Streams(Changes changes, Lists lists, InstantSource clock, Sse sse, ObjectMapper json) {
        this.changes = changes;
        this.lists = lists;
        this.clock = clock;
        this.sse = sse;
        this.json = json;
    }

    /** One stream's state. A look begins when the one before is over, so there is one user at a time. */
    private final class Follower {
        private final Following following;
        private final String question;
        private final Mask mask;
        private Place place;
        /** The first look says something in any case: the head of the answer goes out with it. */
        private int quiet = QUIET_LOOKS - 1;

        private boolean over;

        Follower(Following following, @Nullable String last) {
            this.following = following;
            this.question = "events of " + following.replayId() + " in " + following.environment();
            this.mask = Derived.of(following.mask(), ReplayView.class);
            this.place = last == null ? begin() : opened(last);
        }

        private Place begin() {
            return following.replayId() == null ? changes.now() : Place.BEGIN;
        }

        private Place opened(String last) {
            long[] told = cursors().open(question, "Last-Event-ID", last);
            return new Place(told[0], told[1]);
        }

        synchronized List<OutboundSseEvent> look() {
            Reach reach = following.reach().in(following.environment());
            Changed changed = changes.behind(place, following.replayId(), reach, EVENTS_AT_ONCE);
            List<OutboundSseEvent> events =
                    changed.changes().stream().map(this::event).toList();
            if (!events.isEmpty()) {
                place = changed.changes().getLast().place();
                quiet = 0;
            } else if (++quiet % QUIET_LOOKS == 0) {
                events = List.of(sse.newEventBuilder().comment("still there").build());
            }
            over = clock.instant().isAfter(following.until()) || ended(changed);
            return events;
        }

        /** Whoever has the end already is told nothing more, since nothing comes behind it. */
        private boolean ended(Changed changed) {
            String replayId = following.replayId();
            if (replayId == null) {
                return false;
            }
            return changed.changes().isEmpty()
                    ? changes.ended(place, replayId)
                    : changed.changes().stream()
                            .anyMatch(change -> change.replay().outcome() != null);
        }

        synchronized boolean goesOn() {
            return !over;
        }

        private OutboundSseEvent event(Change change) {
            return sse.newEventBuilder()
                    .name("replay")
                    .id(cursors()
                            .seal(
                                    question,
                                    change.place().transaction(),
                                    change.place().arrival()))
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(shown(change.replay()))
                    .build();
        }

        /** Masked here: what filters answers does not see the parts of a stream. */
        private Object shown(ReplayView replay) {
            try {
                return mask.isClear() ? replay : mask.document(json.writeValueAsString(replay));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a view is made to be written", e);
            }
        }
    }

    /**
     * What is followed by whom.
     *
     * @param replayId the one replay, from its beginning until it has ended; null for all from now on
     * @param environment in which they lie; null for any
     * @param mask what is hidden from the reader
     * @param until when the stream ends at the latest
     */
    record Following(@Nullable String replayId, @Nullable String environment, Reach reach, Mask mask, Instant until) {}

    /**
     * The changes, to whoever subscribes: from then on it is one of the streams, and fails where others were faster.
     *
     * @param last the last event that the reader has; null to begin
     * @throws ByteorException CURSOR_INVALID where that is none of this stream; UNAVAILABLE where there are too many streams
     */
    Multi<OutboundSseEvent> follow(Following following, @Nullable String last) {
        Follower follower = new Follower(following, last);
        if (free.availablePermits() == 0) {
            throw tooMany(); // here there is an answer yet to say so
        }
        return Multi.createFrom().deferred(() -> {
            if (!free.tryAcquire()) {
                throw tooMany();
            }
            return events(follower).onTermination().invoke(() -> free.release());
        });
    }

    private static ByteorException tooMany() {
        return new ByteorException(ErrorCode.UNAVAILABLE, "at most " + MOST + " streams of events at a time");
    }

    private static Multi<OutboundSseEvent> events(Follower follower) {
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        Uni.createFrom().item(follower::look).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(LOOK_AGAIN)
                .whilst(_ -> follower.goesOn())
                .onItem()
                .transformToMultiAndConcatenate(Multi.createFrom()::iterable);
    }

    private Cursors cursors() {
        return lists.cursors();
    }
}

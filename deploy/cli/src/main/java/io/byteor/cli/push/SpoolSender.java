package io.byteor.cli.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.NoAnswerException;
import io.byteor.cli.output.ErrorLine;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends what waits in a spool, oldest first, until something cannot be sent now. Not thread-safe. */
final class SpoolSender {
    /** About the token or the address, not about the bundle. */
    private static final Set<String> OURS = Set.of(
            ErrorCode.UNAUTHENTICATED.name(),
            ErrorCode.FORBIDDEN.name(),
            ErrorCode.AGENT_MISMATCH.name(),
            ErrorCode.NOT_FOUND.name());

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Spool spool;
    private final Supplier<BundlePush> pushes;
    private final Random jitter = new Random();
    private final Consumer<String> listener;

    /**
     * Sends from a spool.
     *
     * @param pushes asked for each bundle anew: tokens end, and a system that starts again may have another address
     * @param listener is told what becomes of each bundle, and why it is tried again
     */
    SpoolSender(Spool spool, Supplier<BundlePush> pushes, Consumer<String> listener) {
        this.spool = spool;
        this.pushes = pushes;
        this.listener = listener;
    }

    /**
     * How one look at the spool ended.
     *
     * @param sent ids of the bundles that ingest has now
     * @param refused ids of those that it will never take
     * @param left how many still wait
     * @param stopped why it stopped before the end of the queue
     */
    record Round(List<String> sent, List<Refused> refused, int left, Optional<Stop> stopped) {
        Round {
            sent = List.copyOf(sent);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Something that keeps any bundle from being sent now.
     *
     * @param pause before it is worth another try, where ingest says so
     */
    record Stop(Problem problem, ExitCode exitCode, Duration pause) {
        private static Stop of(ApiException answer) {
            return new Stop(
                    answer.problem(),
                    ExitCode.ofStatus(answer.status()),
                    answer.retryAfter().orElse(Duration.ZERO));
        }

        private static Stop of(Problem problem) {
            return new Stop(problem, ExitCode.ofStatus(problem.status()), Duration.ZERO);
        }
    }

    /** A bundle that was put aside. */
    record Refused(String bundleId, String code) {}

    /** Sends what waits now, whoever puts it there. */
    Round send() throws IOException {
        List<String> sent = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        List<Spool.Waiting> waiting = spool.waiting();
        for (Spool.Waiting next : waiting) {
            Optional<Problem> refusal;
            try {
                refusal = send(next);
            } catch (ApiException notNow) {
                return new Round(sent, refused, left(waiting, sent, refused), Optional.of(Stop.of(notNow)));
            } catch (NoAnswerException silent) {
                return new Round(sent, refused, left(waiting, sent, refused), Optional.of(Stop.of(silent.problem())));
            } catch (ByteorException fault) {
                return new Round(sent, refused, left(waiting, sent, refused), Optional.of(Stop.of(fault.problem())));
            }
            if (refusal.isPresent()) {
                refused.add(refuse(next, refusal.get()));
            } else {
                spool.remove(next);
                sent.add(next.bundleId().toString());
                listener.accept("sent " + next.bundleId());
            }
        }
        return new Round(sent, refused, left(waiting, sent, refused), Optional.empty());
    }

    private static int left(List<Spool.Waiting> waiting, List<String> sent, List<Refused> refused) {
        return waiting.size() - sent.size() - refused.size();
    }

    /** Sends whatever comes to wait, with longer and longer pauses while nothing can be sent, until it is interrupted. */
    void follow() throws IOException, InterruptedException {
        Duration pause = LOOK_AGAIN;
        while (!Thread.currentThread().isInterrupted()) {
            Optional<Stop> stopped = send().stopped();
            pause = stopped.isEmpty() ? LOOK_AGAIN : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            if (stopped.isPresent()) {
                Duration asked = stopped.get().pause();
                pause = shorter(asked, pause).equals(asked) ? pause : asked;
                listener.accept(
                        ErrorLine.of(stopped.get().problem()) + "; trying again in " + pause.toSeconds() + " s");
            }
            Thread.sleep(pause.multipliedBy(100 + jitter.nextInt(41)).dividedBy(100)); // never sooner than asked
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Why it can never be sent; empty where it was. */
    private Optional<Problem> send(Spool.Waiting waiting) throws IOException {
        LocalBundle bundle;
        try {
            bundle = LocalBundle.ofDirectory(waiting.directory());
        } catch (ByteorException damaged) {
            return Optional.of(damaged.problem());
        }
        try {
            pushes.get().push(bundle);
            return Optional.empty();
        } catch (ApiException answer) {
            if (forGood(answer)) {
                return Optional.of(answer.problem());
            }
            throw answer;
        }
    }

    private Refused refuse(Spool.Waiting bundle, Problem problem) throws IOException {
        JsonNode document = JsonForm.of(problem);
        spool.refuse(bundle, document);
        listener.accept("refused " + bundle.bundleId() + ": " + problem.code() + ": " + problem.detail());
        return new Refused(bundle.bundleId().toString(), problem.code());
    }

    /** What a proxy refuses it may refuse of every bundle; ingest has not seen this one. */
    private static boolean forGood(ApiException answer) {
        return answer.isOurs()
                && answer.status() < 500
                && !answer.problem().retryable()
                && !answer.passing()
                && !OURS.contains(answer.code());
    }
}

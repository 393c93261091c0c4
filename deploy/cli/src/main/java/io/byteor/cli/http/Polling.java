package io.byteor.cli.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks again until there is something to see or the time is over; at the service's pace where it names one. Thread-safe. */
final class Polling {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Function<HttpRequest, HttpResponse<byte[]>> exchange;
    private final Passage passage;

    Polling(Function<HttpRequest, HttpResponse<byte[]>> exchange, Passage passage) {
        this.exchange = exchange;
        this.passage = passage;
    }

    /** The first answer that is worth something, else the last one. Always looks once, and once more at the end. */
    HttpResponse<byte[]> until(HttpRequest request, Duration atMost, Waiting waiting) {
        return until(request, atMost, waiting, _ -> true);
    }

    /** The same for a success that is worth something only when it is whole. */
    HttpResponse<byte[]> until(
            HttpRequest request, Duration atMost, Waiting waiting, Predicate<HttpResponse<byte[]>> whole) {
        long began = passage.nanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            HttpResponse<byte[]> response = exchange.apply(request);
            Duration elapsed = Duration.ofNanos(passage.nanos() - began);
            Duration left = atMost.minus(elapsed);
            if ((!notYet(response) && whole.test(response)) || !left.isPositive()) {
                return response;
            }
            waiting.notYet(elapsed);
            Duration next = shorter(retryAfter(response).orElse(pause), LONGEST_PAUSE);
            pause(shorter(next, left), request);
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    static boolean notYet(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 202, 502, 503, 504 -> true;
            case 404 -> response.headers().firstValue("Retry-After").isPresent();
            default -> false;
        };
    }

    /** Seconds only; the form with a date (RFC 9110, 10.2.3) says no more than our own pace. */
    static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[1-9][0-9]{0,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void pause(Duration duration, HttpRequest request) {
        try {
            passage.pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted", request.uri(), e);
        }
    }
}

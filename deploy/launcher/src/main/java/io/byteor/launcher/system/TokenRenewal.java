package io.byteor.launcher.system;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.Progress;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Issues the local tokens anew while the system is up, so that whoever reads their files at any time finds tokens with nearly all of
 * their lifetime before them. Those that were read earlier stay good until they end. Thread-safe.
 */
final class TokenRenewal implements AutoCloseable {
    /** Far more often than they end: what a machine sleeps does not count. */
    static final Duration PAUSE = Duration.ofHours(1);

    private final Path data;
    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tokens").daemon().factory());
    private volatile Credentials credentials;
    private volatile ClientFile client;

    /** To be begun. */
    TokenRenewal(Path data, Credentials credentials, ClientFile client, Progress progress) {
        this.data = data;
        this.progress = progress;
        this.credentials = credentials;
        this.client = client;
    }

    /** Renews them after each pause until this is closed. */
    void begin(Duration pause) {
        var _ = timer.scheduleWithFixedDelay(this::renew, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void renew() {
        try {
            Credentials fresh = credentials.renewed();
            ClientFile next = client.with(fresh.tokens());
            next.write(data);
            credentials = fresh;
            client = next;
        } catch (LaunchFailure notNow) {
            // The ones before are good for weeks, and the next pause ends in another try.
            progress.line("the local tokens were not renewed: " + notNow.getMessage());
        }
    }

    Credentials credentials() {
        return credentials;
    }

    /** As it stands on disk. */
    ClientFile client() {
        return client;
    }

    /** Returns when nothing is written any more. */
    @Override
    public void close() {
        timer.close();
    }
}

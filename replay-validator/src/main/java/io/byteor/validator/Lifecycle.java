package io.byteor.validator;

import io.byteor.schemas.answer.AnswerCounts;
import io.byteor.schemas.answer.AnswerLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the engine beside the HTTP server and stops it with it, and has refusals told meanwhile. A broker that does not answer yet is asked again; what no waiting
 * mends ends the process.
 */
@Singleton
class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Engine engine;
    private final Thread answers;
    private @Nullable Thread starter;

    Lifecycle(Engine engine, AnswerCounts answers) {
        this.engine = engine;
        this.answers = Thread.ofPlatform().name("answers").daemon().unstarted(new AnswerLog(answers, engine));
    }

    void start(@Observes StartupEvent event) {
        Thread thread = Thread.ofPlatform().name("engine-start").daemon().unstarted(this::startEngine);
        // Avro looks classes up by the thread's loader, and the threads of the topology take theirs from this one.
        thread.setContextClassLoader(Engine.class.getClassLoader());
        thread.start();
        starter = thread;
        answers.start();
    }

    private void startEngine() {
        boolean started = false;
        while (!started) {
            try {
                engine.start();
                started = true;
            } catch (IllegalStateException e) {
                LOG.fatal("the validator cannot start", e);
                Quarkus.asyncExit(1);
                return;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LOG.warnf("the validator is not started yet and tries again: %s", e.getMessage());
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
            starting.join(STOP);
        }
        answers.interrupt();
        answers.join(STOP);
        engine.close();
    }
}

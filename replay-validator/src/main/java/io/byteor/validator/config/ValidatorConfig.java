package io.byteor.validator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How replay-validator decides, and how its gateway answers. */
@ConfigMapping(prefix = "byteor.validator")
public interface ValidatorConfig {
    /**
     * Name of this instance among those that share the work; it keeps its tasks and its state over a restart. Each running
     * instance needs one of its own.
     */
    @WithDefault("validator-0")
    String instanceId();

    /** Where state is kept over a restart. What is lost there is read again from topics. */
    @WithDefault("data/validator-state")
    Path stateDirectory();

    /**
     * How long a request waits for a fact that is missing before its rule fails. Also how long an instance may not have looked for
     * new facts before starts wait and it is not ready.
     */
    @WithDefault("5s")
    Duration grace();

    /** How long after its acceptance a replay may begin. */
    @WithDefault("15m")
    Duration acceptanceValidity();

    /**
     * How long a decided request is remembered, so that a repeat gets the same answer. Longer than commands are kept on their
     * topics.
     */
    @WithDefault("8d")
    Duration memory();

    /** How often transactions end; a decision is seen that much later at most, per hop. */
    @WithDefault("20ms")
    Duration commitInterval();

    /** Threads that share the tasks of this instance. */
    @WithDefault("1")
    int threads();

    /**
     * On how many further instances the state of each task is kept up to date, so that one of them goes on at once where this one
     * is lost with its disk.
     */
    @WithDefault("0")
    int standbyReplicas();

    /** What people are called to look at. */
    Escalation escalation();

    /** What people are called to look at. */
    interface Escalation {
        /** How many answers 401, 403 or 429, of one of them within the window, to one agent are too many. */
        @WithDefault("5")
        int answers();

        /** How long an answer counts. */
        @WithDefault("1m")
        Duration window();

        /** How long an escalation stands after its last change, resolved or not; one that holds an agent in quarantine, until it is resolved. */
        @WithDefault("90d")
        Duration memory();

        /**
         * Whether an agent with too many answers 403 or 429 is put in quarantine until its escalation is resolved: its pushes are
         * refused, its replays pause, no new one is accepted.
         */
        @WithDefault("false")
        boolean quarantine();
    }

    /** Another system that is told of escalations. */
    Webhook webhook();

    /** Another system that is told of escalations. */
    interface Webhook {
        /**
         * Where each change of an escalation is posted: https, or http where private addresses may be called. Nothing is posted
         * unless it is set.
         */
        Optional<URI> url();

        /** Shared with the receiver, which checks signatures by it: whsec_ and at least 24 bytes in Base64. */
        Optional<String> secret();

        /** Whether the receiver may lie at a loopback or private address. */
        @WithDefault("false")
        boolean privateAddresses();

        /** How long a connection, and an answer, may take. */
        @WithDefault("10s")
        Duration timeout();

        /** Pauses between attempts double from a second to this. */
        @WithDefault("5m")
        Duration longestPause();

        /** How long after its change an escalation is still told of. */
        @WithDefault("1d")
        Duration patience();
    }

    /** The gateway. */
    Gateway gateway();

    /** The gateway. */
    interface Gateway {
        /** How long a call waits for its outcome where it does not say; afterwards it is answered 202. */
        @WithDefault("5s")
        Duration patience();

        /** The longest that a call may ask to wait. */
        @WithDefault("30s")
        Duration longestPatience();

        /** Bytes of the outcomes that are remembered for calls that come back: of some ten thousand decisions. */
        @WithDefault("33554432")
        int outcomeBytes();

        /** Most replays whose progress is remembered. */
        @WithDefault("10000")
        int progress();

        /** How far back outcomes and progress are read at the start. */
        @WithDefault("1h")
        Duration lookBack();
    }
}

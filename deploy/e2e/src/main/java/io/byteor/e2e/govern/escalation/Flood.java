package io.byteor.e2e.govern.escalation;

import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.kafka.FactReader;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.ResidentMemory;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Requests with tokens that nobody signed, each under another name. */
final class Flood {
    private static final String PREFIX = "invented-";
    private static final String NO_BUNDLE = Door.BUNDLES + "/sha256:" + "0".repeat(64);
    private static final int AT_ONCE = 32;
    /** Between two looks at memory a garbage collector may be late by so much, but not by what a name each would take. */
    private static final long LATE_BYTES = 96L << 20;

    private static final Duration TOLD = Duration.ofSeconds(3);

    private final RunningSystem system;
    private final Door door;
    private final long seed;

    Flood(RunningSystem system, Door door, long seed) {
        this.system = system;
        this.door = door;
        this.seed = seed;
    }

    /** Sends so many, and holds what they leave against what they may. */
    void rise(int requests, Verdict.Collector verdict) throws Exception {
        try (var answers = FactReader.fromNow(system.client(), Topic.AGENT_RESPONSE);
                var quarantines = FactReader.fromNow(system.client(), Topic.AGENT_QUARANTINE)) {
            rise(requests, answers, verdict);
            verdict.expect(
                    "quarantinedInFlood",
                    quarantines.all(AgentQuarantined.class).size(),
                    0);
        }
    }

    private void rise(int requests, FactReader answers, Verdict.Collector verdict) throws Exception {
        long began = System.nanoTime();
        long refused = send(0, requests / 2);
        long half = memory();
        refused += send(requests / 2, requests);
        long whole = memory();
        Thread.sleep(TOLD);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
        List<AgentResponded> told = answers.all(AgentResponded.class);
        verdict.figure("flood", requests)
                .figure("floodSeconds", seconds)
                .expect("floodRefused", refused, (long) requests)
                .expect("floodNamesTold", named(told), 0L)
                .figure("floodAnswersTold", counted(told))
                .expect("floodToldOnceASecond", told.size() <= seconds * 2 + 100, true)
                .figure("floodGrowthMib", (whole - half) >> 20)
                .expect("floodGrowthBounded", whole - half < LATE_BYTES, true)
                .expect("namedInFloodButWelcome", welcome(), true);
    }

    private long send(int from, int to) throws Exception {
        List<Callable<Long>> parts = new ArrayList<>();
        for (int part = 0; part < AT_ONCE; part++) {
            int first = from + part;
            parts.add(() -> sendEvery(first, to));
        }
        long refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> part : threads.invokeAll(parts)) {
                refused += part.get();
            }
        }
        return refused;
    }

    private long sendEvery(int first, int to) throws Exception {
        Random random = new Random(seed + first);
        long refused = 0;
        for (int request = first; request < to; request += AT_ONCE) {
            String token = door.tokens().unverifiable(PREFIX + request, random);
            refused += door.get(token, NO_BUNDLE).status() == 401 ? 1 : 0;
        }
        return refused;
    }

    private long memory() {
        return Stream.of(Part.INGEST, Part.VALIDATOR)
                .mapToLong(part -> ResidentMemory.ofOne(system.process(part).pid())
                        .orElseThrow(() -> new IllegalStateException("memory cannot be measured here")))
                .sum();
    }

    private static long named(List<AgentResponded> told) {
        return told.stream()
                .filter(it -> it.getAgentId() != null && it.getAgentId().startsWith(PREFIX))
                .count();
    }

    private static long counted(List<AgentResponded> told) {
        return told.stream()
                .filter(it -> it.getAgentId() == null)
                .mapToLong(AgentResponded::getCount)
                .sum();
    }

    /** An agent whose name was taken in vain is let in by its own token. */
    private boolean welcome() throws Exception {
        return door.get(door.tokens().agent(PREFIX + 0), NO_BUNDLE).status() == 404;
    }
}

package io.byteor.bench.validate;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * From a request on the wire to its decision, visible read_committed: the validator beside topologies that pass the same requests
 * on over as many hops, with the same guarantee, commit interval, threads, partitions and JVM. What the broker and the client take
 * for all that a decision has to leave behind is seen by another of them, which writes as many records, of as many bytes, and
 * thinks as little: a limit, not a peer.
 */
public final class ValidateBenchmark implements Benchmark {
    /** Rounds before the first that is looked at: a service is measured as it runs, not as it starts. */
    private static final int WARM_UPS = 6;

    private static final int PER_SECOND = 1_000;
    private static final int LEAD_IN = 500;
    private static final int COUNTED = 4_000;
    /** At once, where no approval is needed; where one is, it has to be in place before. */
    private static final int BACKLOG = 20_000;

    private static final int APPROVED_BACKLOG = 8_000;
    private static final double MORE_MILLIS = 10;
    private static final double OF_PASS_THROUGH = 0.5;
    /** So many are enough to see what each of them writes. */
    private static final int SAMPLED = 1_000;

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    /**
     * Two contestants over the same kind of request.
     *
     * @param orders requests for the validator, with all in place that a decision needs
     * @param peerOrders their like for the peer, which looks at none
     * @param hops of the peer
     * @param backlog how many lie there at once
     */
    private record Pairing(
            String name,
            Track ours,
            IntFunction<List<Order>> orders,
            Track peer,
            IntFunction<List<Order>> peerOrders,
            int hops,
            int backlog) {
        List<Order> ordersOf(Track track, int count) {
            return (track.ours() ? orders : peerOrders).apply(count);
        }

        String backlogName() {
            return "backlog " + name;
        }

        List<Track> tracks() {
            return List.of(ours, peer);
        }
    }

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws Exception {
        CLIENTS.setLevel(Level.WARNING);
        var contenders = Contenders.start(Path.of(System.getProperty("byteor.home", ".")), folder);
        CommandDesk desk = new CommandDesk(contenders.clients(), contenders.codec());
        Runnable end = () -> {
            desk.close();
            contenders.close();
        };
        try {
            desk.tell(Incidents.announcements());
            desk.carryOut(Incidents.registrations());
            var book = new OrderBook(contenders.codec(), desk);
            List<Group> groups = new ArrayList<>();
            List<Pairing> pairings = pairings(contenders, book);
            for (int i = 0; i < WARM_UPS; i++) {
                for (Pairing pairing : pairings) {
                    warmUp(contenders, pairing);
                }
            }
            for (Pairing pairing : pairings) {
                if (wanted.test(pairing.name())) {
                    groups.add(latency(contenders, pairing));
                }
                if (wanted.test(pairing.backlogName())) {
                    groups.add(throughput(contenders, pairing, limit(contenders, pairing)));
                }
            }
            return new Contest(groups, end);
        } catch (Exception e) {
            end.run();
            throw e;
        }
    }

    private static List<Pairing> pairings(Contenders contenders, OrderBook book) throws Exception {
        Track validator = contenders.validator();
        return List.of(
                new Pairing(
                        "without approval",
                        validator,
                        book::dryRuns,
                        contenders.passThrough("pass-through, one hop", 1, List.of()),
                        book::dryRuns,
                        1,
                        BACKLOG),
                new Pairing(
                        "with approval",
                        validator,
                        book::approvedExecutes,
                        contenders.passThrough("pass-through, two hops", 2, List.of()),
                        book::executes,
                        2,
                        APPROVED_BACKLOG));
    }

    private static void warmUp(Contenders contenders, Pairing pairing) {
        pairing.tracks().forEach(track -> warmUp(contenders, pairing, track));
    }

    private static void warmUp(Contenders contenders, Pairing pairing, Track track) {
        new Backlog(contenders.clients()).run(track, pairing.ordersOf(track, pairing.backlog() / 2));
    }

    /** A pass-through that writes what the validator was just seen to write, warmed up. */
    private static Track limit(Contenders contenders, Pairing pairing) throws Exception {
        List<Order> sample = pairing.orders().apply(SAMPLED);
        contenders.awaitQuiet();
        var footprint = new Footprint(contenders.clients());
        new Backlog(contenders.clients()).run(pairing.ours(), sample);
        Track limit = contenders.passThrough(
                pairing.peer().name() + ", writing as much", pairing.hops(), footprint.of(SAMPLED));
        for (int i = 0; i < WARM_UPS; i++) {
            warmUp(contenders, pairing, limit);
        }
        return limit;
    }

    private static Group latency(Contenders contenders, Pairing pairing) {
        var load = new PacedLoad(contenders.clients(), PER_SECOND, LEAD_IN);
        return new Group(
                pairing.name(),
                "ms",
                pairing.tracks().stream()
                        .map(track -> new Contestant(
                                List.of(track.name() + " p50", track.name() + " p99"), track.ours(), () -> {
                                    List<Order> orders = pairing.ordersOf(track, LEAD_IN + COUNTED);
                                    contenders.awaitQuiet();
                                    Latencies latencies = load.run(track, orders);
                                    return List.of(latencies.percentile(50), latencies.percentile(99));
                                }))
                        .toList(),
                List.of(new Mark.Difference(
                        "more at p99",
                        pairing.ours().name() + " p99",
                        pairing.peer().name() + " p99",
                        MORE_MILLIS)));
    }

    private static Group throughput(Contenders contenders, Pairing pairing, Track limit) {
        var backlog = new Backlog(contenders.clients());
        return new Group(
                pairing.backlogName(),
                "requests/s",
                Stream.concat(pairing.tracks().stream(), Stream.of(limit))
                        .map(track -> new Contestant(track.name(), track.ours(), () -> {
                            List<Order> orders = pairing.ordersOf(track, pairing.backlog());
                            contenders.awaitQuiet();
                            return backlog.run(track, orders);
                        }))
                        .toList(),
                List.of(
                        new Mark.Ratio(
                                "of the pass-through",
                                pairing.ours().name(),
                                pairing.peer().name(),
                                OF_PASS_THROUGH),
                        Mark.Ratio.told(
                                "of the one writing as much", pairing.ours().name(), limit.name()),
                        Mark.Ratio.told(
                                "the one writing as much of the pass-through",
                                limit.name(),
                                pairing.peer().name())));
    }
}

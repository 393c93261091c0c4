package io.byteor.bench.validate;

import io.byteor.bench.Quiet;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.topology.ValidatorTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The processes that take part: the validator with broker and registry, started by the launcher, and its peers. */
final class Contenders implements AutoCloseable {
    private final RunningSystem system;
    private final ClientSettings clients;
    private final EventCodec codec;
    private final Path folder;
    private final List<PassThroughProcess> passThroughs = new ArrayList<>();

    private Contenders(RunningSystem system, EventCodec codec, Path folder) {
        this.system = system;
        this.clients = ClientSettings.of(system.client().bootstrapServers());
        this.codec = codec;
        this.folder = folder;
    }

    /** Starts the validator and what it needs; returns when they work. */
    static Contenders start(Path home, Path folder) throws Exception {
        LaunchSettings settings = LaunchSettings.of(home, folder.resolve("data"))
                .only(Part.VALIDATOR)
                .adjusted(Part.BROKER, Adjustment.PEAK_SPEED)
                .adjusted(Part.VALIDATOR, Adjustment.PEAK_SPEED);
        RunningSystem system = Launcher.up(settings, line -> {});
        try {
            EventCodec codec = RegistryEventCodec.open(
                    new RegistrySettings(system.client().registry(), false),
                    ValidatorTopology.topics(),
                    RegistryListener.NONE);
            return new Contenders(system, codec, folder);
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    ClientSettings clients() {
        return clients;
    }

    EventCodec codec() {
        return codec;
    }

    Track validator() {
        return new Track(
                "validator",
                true,
                Topic.REPLAY_REQUESTED.topicName(),
                Topic.REPLAY_DECIDED.topicName(),
                reading(Topic.REPLAY_DECIDED, ReplayAccepted.class, ReplayAccepted::getReplayId));
    }

    /**
     * Starts a topology that passes requests on; returns when it works.
     *
     * @param name as it is printed
     * @param besides what its last hop writes for every request on top, to topics like these of its own
     */
    Track passThrough(String name, int hops, List<Footprint.Write> besides) throws Exception {
        String id = "bench." + name.replaceAll("\\W+", "-") + ".";
        List<String> topics =
                IntStream.rangeClosed(0, hops).mapToObj(hop -> id + hop).toList();
        List<Footprint.Write> writes = besides.stream()
                .map(write -> new Footprint.Write(id + write.topic(), write.bytes()))
                .toList();
        createTopics(Stream.concat(topics.stream(), writes.stream().map(Footprint.Write::topic))
                .distinct());
        passThroughs.add(new PassThroughProcess(
                id + "process", system.client().bootstrapServers(), folder, validatorsJavaOptions(), topics, writes));
        return new Track(
                name,
                false,
                topics.getFirst(),
                topics.getLast(),
                reading(Topic.REPLAY_REQUESTED, ReplayRequested.class, ReplayRequested::getReplayId));
    }

    private <T> Function<byte[], String> reading(Topic like, Class<T> due, Function<T, String> replayId) {
        return value -> Optional.of(codec.decode(like, value))
                .filter(Decoded.Event.class::isInstance)
                .map(decoded -> ((Decoded.Event) decoded).event())
                .filter(due::isInstance)
                .map(due::cast)
                .map(replayId)
                .orElseThrow(() ->
                        new IllegalStateException("no " + due.getSimpleName() + ": " + codec.decode(like, value)));
    }

    /** Returns when what the last run left behind is done. */
    void awaitQuiet() throws InterruptedException {
        Quiet.await(Stream.concat(
                        Stream.of(system.process(Part.BROKER), system.process(Part.VALIDATOR)),
                        passThroughs.stream().map(PassThroughProcess::handle))
                .toList());
    }

    /** Heap, collector and compilers; not what is about the start alone. */
    private List<String> validatorsJavaOptions() {
        String[] arguments = system.process(Part.VALIDATOR).info().arguments().orElseThrow();
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("-jar"))
                .filter(option -> Stream.of("-Dbyteor.part", "-XX:AOT", "-Xlog").noneMatch(option::startsWith))
                .toList();
    }

    private void createTopics(Stream<String> names) throws InterruptedException, ExecutionException {
        int partitions = Topic.REPLAY_REQUESTED.group().partitions();
        try (Admin admin = Admin.create(clients.admin("bench-topics"))) {
            admin.createTopics(names.map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        passThroughs.forEach(PassThroughProcess::close);
        codec.close();
        system.close();
    }
}

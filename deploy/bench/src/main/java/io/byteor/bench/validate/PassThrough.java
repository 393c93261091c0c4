package io.byteor.bench.validate;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.validator.config.ValidatorConfig;
import io.byteor.validator.topology.run.StreamsSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A topology that passes records on, as a process: {@code NAME BROKERS STATE-DIRECTORY FROM [BETWEEN]... TO [TOPIC=BYTES]...}. For
 * every record that arrives it writes one more of so many bytes to each topic that is named with a size. It runs with the
 * validator's own settings, those of the environment included. Prints READY once it works; ends when its input does.
 */
final class PassThrough {
    private PassThrough() {}

    public static void main(String[] arguments) throws Exception {
        List<String> named = List.of(arguments).subList(3, arguments.length);
        List<String> topics = named.stream().filter(it -> !it.contains("=")).toList();
        List<Footprint.Write> besides = named.stream()
                .filter(it -> it.contains("="))
                .map(Footprint.Write::parse)
                .toList();
        Topology topology = topology(topics, besides);
        CountDownLatch running = new CountDownLatch(1);
        try (KafkaStreams streams =
                new KafkaStreams(topology, properties(arguments[0], arguments[1], Path.of(arguments[2])))) {
            streams.setStateListener((state, _) -> {
                if (state == KafkaStreams.State.RUNNING) {
                    running.countDown();
                }
            });
            streams.start();
            running.await();
            System.out.println("READY");
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Properties properties(String name, String brokers, Path stateDirectory) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withMapping(ValidatorConfig.class)
                .build();
        ValidatorConfig validator = config.getConfigMapping(ValidatorConfig.class);
        Properties properties = new StreamsSettings(
                        ClientSettings.of(brokers),
                        name,
                        stateDirectory,
                        validator.threads(),
                        validator.standbyReplicas(),
                        validator.commitInterval())
                .properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        return properties;
    }

    /** A hop from each topic to the next, the last of which also writes what is named with a size. */
    private static Topology topology(List<String> topics, List<Footprint.Write> besides) {
        Topology topology = new Topology();
        for (int hop = 1; hop < topics.size(); hop++) {
            String from = topics.get(hop - 1);
            String to = topics.get(hop);
            List<Footprint.Write> writes = hop == topics.size() - 1 ? besides : List.of();
            topology.addSource("from-" + from, new ByteArrayDeserializer(), new ByteArrayDeserializer(), from);
            String processor = "hop-" + hop;
            topology.addProcessor(processor, () -> new Hop(sink(to), writes), "from-" + from);
            Stream.concat(Stream.of(to), writes.stream().map(Footprint.Write::topic))
                    .distinct()
                    .forEach(topic -> addSink(topology, topic, processor));
        }
        return topology;
    }

    private static void addSink(Topology topology, String topic, String parent) {
        topology.addSink(sink(topic), topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private static String sink(String topic) {
        return "to-" + topic;
    }

    /** Hands a record on under another key, so that a hop leads to other partitions. */
    private static final class Hop extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private final String sink;
        private final List<Footprint.Write> besides;

        Hop(String sink, List<Footprint.Write> besides) {
            this.sink = sink;
            this.besides = besides;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            byte[] key = record.key();
            byte[] other = new byte[key.length];
            for (int i = 0; i < key.length; i++) {
                other[i] = key[key.length - 1 - i];
            }
            context().forward(record.withKey(other), sink);
            for (Footprint.Write write : besides) {
                context().forward(record.withValue(new byte[write.bytes()]), sink(write.topic()));
            }
        }
    }
}

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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A topology that passes records on, as a process: {@code NAME BROKERS STATE-DIRECTORY FROM [BETWEEN]... TO}. It runs with the
 * validator's own settings, those of the environment included. Prints READY once it works; ends when its input does.
 */
final class PassThrough {
    private PassThrough() {}

    public static void main(String[] arguments) throws Exception {
        List<String> topics = List.of(arguments).subList(3, arguments.length);
        CountDownLatch running = new CountDownLatch(1);
        try (KafkaStreams streams =
                new KafkaStreams(topology(topics), properties(arguments[0], arguments[1], Path.of(arguments[2])))) {
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

    /** A hop from each topic to the next. */
    static Topology topology(List<String> topics) {
        Topology topology = new Topology();
        for (int hop = 1; hop < topics.size(); hop++) {
            String from = topics.get(hop - 1);
            topology.addSource("from-" + from, new ByteArrayDeserializer(), new ByteArrayDeserializer(), from);
            topology.addProcessor("hop-" + hop, Hop::new, "from-" + from);
            topology.addSink(
                    "to-" + topics.get(hop),
                    topics.get(hop),
                    new ByteArraySerializer(),
                    new ByteArraySerializer(),
                    "hop-" + hop);
        }
        return topology;
    }

    /** Hands a record on under another key, so that a hop leads to other partitions. */
    private static final class Hop extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            byte[] key = record.key();
            byte[] other = new byte[key.length];
            for (int i = 0; i < key.length; i++) {
                other[i] = key[key.length - 1 - i];
            }
            context().forward(record.withKey(other));
        }
    }
}

package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue, or checks that those which are there are as the catalogue says. */
public final class TopicProvisioner {
    private TopicProvisioner() {}

    /**
     * Creates what is missing, with the cluster's default replication, and checks the rest: partitions, cleanup and the largest record. Several
     * services may do so at once.
     *
     * @throws IllegalStateException naming every topic that is otherwise than the catalogue says
     * @throws KafkaException if the cluster does not answer or refuses
     */
    public static void ensure(Admin admin, Collection<Topic> topics) {
        List<String> names = topics.stream().map(Topic::topicName).toList();
        admin.createTopics(topics.stream().map(TopicProvisioner::newTopic).toList())
                .values()
                .values()
                .forEach(TopicProvisioner::created);
        Map<String, TopicDescription> standing =
                await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(
                        names.stream().map(TopicProvisioner::resource).toList())
                .all());
        List<String> faults = new ArrayList<>();
        for (Topic topic : topics) {
            faults.addAll(
                    faults(topic, require(standing, topic.topicName()), require(configs, resource(topic.topicName()))));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("topics differ from the catalogue: " + String.join("; ", faults));
        }
    }

    private static List<String> faults(Topic topic, TopicDescription standing, Config config) {
        List<String> faults = new ArrayList<>();
        int partitions = topic.group().partitions();
        if (standing.partitions().size() != partitions) {
            faults.add("%s has %d partitions, not %d"
                    .formatted(topic.topicName(), standing.partitions().size(), partitions));
        }
        String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (!cleanup.equals(cleanupOf(topic))) {
            faults.add("%s has cleanup.policy %s, not %s".formatted(topic.topicName(), cleanup, cleanupOf(topic)));
        }
        long takes =
                Long.parseLong(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        topic.largestRecord().stream()
                .filter(largest -> takes < largest)
                .forEach(largest -> faults.add("%s has %s %d, less than %d"
                        .formatted(topic.topicName(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG, takes, largest)));
        return faults;
    }

    private static <K, V> V require(Map<K, V> answers, K key) {
        V answer = answers.get(key);
        if (answer == null) {
            throw new IllegalStateException("the cluster does not describe " + key);
        }
        return answer;
    }

    private static NewTopic newTopic(Topic topic) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupOf(topic));
        topic.retention()
                .ifPresent(time -> configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis())));
        if (!topic.minCompactionLag().isZero()) {
            configs.put(
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                    Long.toString(topic.minCompactionLag().toMillis()));
        }
        topic.largestRecord()
                .ifPresent(bytes -> configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)));
        topic.segmentBytes().ifPresent(bytes -> configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(bytes)));
        return new NewTopic(topic.topicName(), Optional.of(topic.group().partitions()), Optional.empty())
                .configs(configs);
    }

    private static String cleanupOf(Topic topic) {
        return topic.cleanup().name().toLowerCase(Locale.ROOT);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static void created(KafkaFuture<Void> topic) {
        try {
            await(topic);
        } catch (TopicExistsException _) {
            // Checked with the others.
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        }
    }
}

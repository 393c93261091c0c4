package io.byteor.schemas.target;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a named target lies, by the environment's registry entry and never by the bundle. Immutable. */
public sealed interface TargetAddress {
    /** The form of a topic's name. */
    Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    /** How the names of our own topics begin, which no effect may go to. */
    String OURS = "byteor.";

    /** A topic on our own cluster: {@code {"kafka":{"topic":"quake.alerts"}}}. */
    record KafkaTopic(String topic) implements TargetAddress {
        @Override
        public String kind() {
            return "kafka";
        }

        @Override
        public String place() {
            return "topic " + topic;
        }

        @Override
        public JsonForm json() {
            return new JsonForm().put("kafka", new JsonForm().put("topic", topic));
        }
    }

    /** What lies beyond our own cluster, so that an effect there cannot be one transaction with its action. */
    sealed interface Remote extends TargetAddress permits ClusterTopic, HttpEndpoint {}

    /**
     * A topic on another cluster: {@code {"kafka":{"cluster":"lab","topic":"quake.alerts","markers":"byteor-markers"}}}.
     *
     * @param cluster a name; the runner's configuration says where it is and how one is let in
     * @param markers the topic there that takes a marker with each transaction; null where none is named
     * @param privateAddresses whether its brokers may have loopback and private addresses
     */
    record ClusterTopic(
            String cluster, String topic, @Nullable String markers, boolean privateAddresses) implements Remote {
        @Override
        public String kind() {
            return "kafka";
        }

        @Override
        public String place() {
            return "topic %s of %s".formatted(topic, cluster);
        }

        @Override
        public JsonForm json() {
            return new JsonForm()
                    .put(
                            "kafka",
                            new JsonForm()
                                    .put("cluster", cluster)
                                    .put("topic", topic)
                                    .put("markers", markers)
                                    .put("privateAddresses", privateAddresses));
        }

        @Override
        public Optional<String> defect() {
            return markers == null
                    ? Optional.of("another cluster is written to only beside a topic for markers")
                    : Optional.empty();
        }
    }

    /** The kind of target, as resolved targets name it: kafka or http. */
    String kind();

    /** Where effects happen, and nothing of how they are sent: addresses of one place share their effects. */
    String place();

    /** The entry with every default written out. */
    JsonForm json();

    /** Why no execute may write there, though the entry is well-formed; empty where one may. */
    default Optional<String> defect() {
        return Optional.empty();
    }

    /**
     * Reads the environment's entry for a target.
     *
     * @throws ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong or unknown
     */
    static TargetAddress parse(JsonFields fields) {
        Optional<JsonFields> http = fields.optionalObject("http");
        if (http.isPresent()) {
            fields.end();
            return HttpEndpoint.parse(http.get());
        }
        JsonFields kafka = fields.object("kafka");
        fields.end();
        return topic(kafka);
    }

    /**
     * Reads the entry as a decision names it.
     *
     * @throws ByteorException TARGET_UNRESOLVED for an address that this release cannot write to
     */
    static TargetAddress resolved(String target, String json) {
        try {
            return parse(JsonFields.parse(json, "targets/" + target));
        } catch (ByteorException refusal) {
            throw new ByteorException(
                    ErrorCode.TARGET_UNRESOLVED,
                    "no address that this release can write to: " + refusal.detail(),
                    "targets/" + target,
                    json);
        }
    }

    private static TargetAddress topic(JsonFields kafka) {
        String cluster = kafka.optionalName("cluster");
        String topic = checked(kafka, "topic", kafka.string("topic"));
        if (cluster == null) {
            kafka.end();
            return new KafkaTopic(topic);
        }
        String markers = kafka.optionalString("markers");
        boolean privateAddresses = kafka.flag("privateAddresses", false);
        kafka.end();
        if (markers != null && checked(kafka, "markers", markers).equals(topic)) {
            throw kafka.refusal("markers", "another topic than that of the effects");
        }
        return new ClusterTopic(cluster, topic, markers, privateAddresses);
    }

    private static String checked(JsonFields kafka, String field, String name) {
        if (!TOPIC.matcher(name).matches() || name.startsWith(OURS) || name.startsWith("__")) {
            throw kafka.refusal(field, "a topic name of Kafka that belongs neither to Kafka nor to " + OURS + "*");
        }
        return name;
    }
}

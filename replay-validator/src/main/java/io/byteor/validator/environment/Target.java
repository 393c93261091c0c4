package io.byteor.validator.environment;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.util.regex.Pattern;

/** Where the effects of a named target go: a topic on our own cluster. */
public record Target(String topic) {
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final String OURS = "byteor.";

    static Target parse(JsonFields fields) {
        JsonFields kafka = fields.object("kafka");
        fields.end();
        String topic = kafka.string("topic");
        kafka.end();
        if (!TOPIC.matcher(topic).matches() || topic.startsWith(OURS) || topic.startsWith("__")) {
            throw kafka.refusal("topic", "a topic name of Kafka that belongs neither to Kafka nor to " + OURS + "*");
        }
        return new Target(topic);
    }

    /** The kind of target, as resolved targets name it. */
    public String kind() {
        return "kafka";
    }

    public JsonForm json() {
        return new JsonForm().put("kafka", new JsonForm().put("topic", topic));
    }
}

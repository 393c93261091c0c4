package io.byteor.docs;

import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.stream.Collectors;

/** The topic catalogue as a page. */
final class TopicsPage implements Page {
    @Override
    public String fileName() {
        return "topics.md";
    }

    @Override
    public String render() {
        var table = new MarkdownTable("topic", "key", "values", "group", "partitions", "cleanup", "retention");
        for (Topic topic : Topic.values()) {
            table.row(
                    "`" + topic.topicName() + "`",
                    topic.key(),
                    topic.recordTypes().isEmpty()
                            ? "untouched bytes"
                            : topic.recordTypes().stream()
                                    .map(type -> "`" + type.getSimpleName() + "`")
                                    .collect(Collectors.joining(", ")),
                    topic.group().name(),
                    Integer.toString(topic.group().partitions()),
                    topic.cleanup().name().toLowerCase(java.util.Locale.ROOT),
                    topic.retention().map(Duration::toString).orElse("the last of each key"));
        }
        return """
                # Topics

                Generated from `io.byteor.schemas.topic.Topic`. Topics of one group have the same number of partitions,
                because a part reads or writes them together by key.

                """ + table;
    }
}

package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import java.util.Optional;
import org.apache.avro.Schema;

/** What the codec needs of a registry. Thread-safe; no call tries twice. */
interface SchemaRegistry extends AutoCloseable {
    /**
     * The content id of a schema of this release, for records of the topic.
     *
     * @throws IllegalStateException if the registry refuses the schema or has it not and may not be given it
     * @throws RegistryUnreachableException if it cannot be known now
     */
    int pin(Topic topic, Schema schema);

    /**
     * The Avro schema with this content id; empty if there surely is none.
     *
     * @throws RegistryUnreachableException if it cannot be known now
     */
    Optional<Schema> find(int contentId);

    @Override
    void close();
}

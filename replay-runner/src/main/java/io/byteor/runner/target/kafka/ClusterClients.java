package io.byteor.runner.target.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes clients of one cluster, each call of which is bounded in time. Thread-safe. */
public interface ClusterClients {
    /** A producer of transactions. */
    Producer<byte[], byte[]> transactional(String purpose, String transactionalId);

    /** A consumer of no group that reads what is committed. */
    Consumer<byte[], byte[]> reader(String purpose);

    Admin admin();
}

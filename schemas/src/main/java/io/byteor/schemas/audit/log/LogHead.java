package io.byteor.schemas.audit.log;

import io.byteor.schemas.audit.MerkleGrowth;
import io.byteor.schemas.audit.MerkleProof;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.util.List;
import java.util.Objects;

/**
 * Where one log stands in a checkpoint.
 *
 * @param size how many records
 * @param frontier the roots of the perfect subtrees over them, largest first; with it, what lies between two checkpoints can be
 *     checked without reading what lies before
 * @param consistency the proof of RFC 6962, 2.1.2, that the tree begins with the one of the checkpoint before; empty where that
 *     was empty or the log has not grown
 */
public record LogHead(String topic, int partition, long size, List<Digest> frontier, List<Digest> consistency) {
    public LogHead {
        frontier = List.copyOf(frontier);
        consistency = List.copyOf(consistency);
    }

    /** The head of a log that has grown. */
    public static LogHead of(String topic, int partition, MerkleGrowth growth) {
        return new LogHead(topic, partition, growth.size(), digests(growth.frontier()), digests(growth.consistency()));
    }

    /** The head of a log without records. */
    public static LogHead empty(String topic, int partition) {
        return new LogHead(topic, partition, 0, List.of(), List.of());
    }

    /** Whether it is of this log. */
    public boolean of(String otherTopic, int otherPartition) {
        return topic.equals(otherTopic) && partition == otherPartition;
    }

    /** The tree, which can go on growing. */
    public MerkleTree tree() {
        return MerkleTree.restore(size, raw(frontier));
    }

    /** The same head in the checkpoint after one in which it stood so already. */
    public LogHead unmoved() {
        return new LogHead(topic, partition, size, frontier, List.of());
    }

    /** The root over all records. */
    public Digest root() {
        return Digest.ofRaw(tree().root());
    }

    /** Whether the proof shows that this log began as the earlier head says. */
    public boolean extendsFrom(LogHead earlier) {
        return MerkleProof.extended(earlier.size, earlier.root().raw(), size, root().raw(), raw(consistency));
    }

    JsonForm form() {
        return new JsonForm()
                .put("topic", topic)
                .put("partition", partition)
                .put("size", size)
                .put("root", root().toString())
                .putTexts("frontier", texts(frontier))
                .putTexts("consistency", texts(consistency));
    }

    /** @throws io.byteor.schemas.error.ByteorException if the head contradicts itself */
    static LogHead read(JsonFields json) {
        LogHead head = new LogHead(
                json.string("topic"),
                Math.toIntExact(number(json, "partition", Integer.MAX_VALUE)),
                number(json, "size", JsonFields.LARGEST),
                json.names("frontier").stream().map(Digest::parse).toList(),
                json.names("consistency").stream().map(Digest::parse).toList());
        if (Long.bitCount(head.size) != head.frontier.size()
                || !head.root().equals(Digest.parse(json.string("root")))) {
            throw json.refusal("root", "the root of size and frontier");
        }
        return head;
    }

    /** The hashes as a tree takes them. */
    public static List<byte[]> raw(List<Digest> hashes) {
        return hashes.stream().map(Digest::raw).toList();
    }

    private static List<Digest> digests(List<byte[]> hashes) {
        return hashes.stream().map(Digest::ofRaw).toList();
    }

    private static List<String> texts(List<Digest> hashes) {
        return hashes.stream().map(Objects::toString).toList();
    }

    static long number(JsonFields json, String name, long greatest) {
        Long number = json.optionalWhole(name, 0, greatest);
        if (number == null) {
            throw json.refusal(name, "a whole number");
        }
        return number;
    }
}

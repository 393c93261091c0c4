package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.CheckpointDraft;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.audit.checkpoint.StoredLogs;
import io.byteor.audit.verify.stored.StoredRecord;
import io.byteor.audit.verify.stored.StoredRecords;
import io.byteor.audit.verify.stored.TakenRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One log with its head and its checkpoints, to be tampered with. Its records become no entries. */
final class MemoryLog implements StoredRecords, StoredLogs, StoredCheckpoints {
    static final String TOPIC = "topic";
    private static final Instant AT = Instant.parse("2026-11-27T04:00:00Z");

    final List<StoredRecord> rows = new ArrayList<>();
    final TreeMap<Long, Envelope> envelopes = new TreeMap<>();
    long size;
    Digest root = Digest.ofRaw(MerkleTree.emptyRoot());
    long next;

    void append(int count) {
        for (int i = 0; i < count; i++) {
            long place = rows.size();
            byte[] value = ("value " + place).getBytes(StandardCharsets.UTF_8);
            LogRecord record = new LogRecord(TOPIC, 0, place, 10 * place, 5, AT, new byte[] {1}, value);
            rows.add(new StoredRecord(record, record.leafHash(), null, place + 1));
            next = record.offset() + 1;
        }
        head();
    }

    /** Has the head say what the rows' leaves make up. */
    void head() {
        MerkleTree tree = new MerkleTree();
        rows.forEach(row -> tree.append(row.leaf()));
        size = rows.size();
        root = Digest.ofRaw(tree.root());
    }

    void sign(SigningKey key) {
        CheckpointDraft.next("audit", newest(), this, at(last() + 1))
                .ifPresent(checkpoint -> envelopes.put(checkpoint.sequence(), checkpoint.sign(key)));
    }

    /** When the checkpoint of this sequence was signed. */
    static Instant at(long sequence) {
        return AT.plusSeconds(sequence);
    }

    SignedCheckpoint newest() {
        return envelopes.isEmpty()
                ? null
                : SignedCheckpoint.of(envelopes.lastEntry().getValue());
    }

    /** Replaces a row's value, with its leaf or without. */
    void change(int at, boolean leafToo) {
        StoredRecord row = rows.get(at);
        LogRecord old = row.record();
        LogRecord forged = new LogRecord(
                old.topic(), 0, old.place(), old.offset(), old.timestamp(), old.takenAt(), old.key(), new byte[] {9});
        rows.set(at, new StoredRecord(forged, leafToo ? forged.leafHash() : row.leaf(), null, row.arrival()));
    }

    void swap(int first, int second) {
        StoredRecord one = rows.get(first);
        StoredRecord other = rows.get(second);
        rows.set(first, new StoredRecord(other.record().at(first), other.leaf(), null, other.arrival()));
        rows.set(second, new StoredRecord(one.record().at(second), one.leaf(), null, one.arrival()));
    }

    @Override
    public void each(String topic, int partition, long from, Consumer<TakenRecord> record) {
        rows.stream()
                .filter(row -> row.record().place() >= from)
                .forEach(row -> record.accept(new TakenRecord(row, null)));
    }

    @Override
    public List<Head> logs() {
        return heads();
    }

    @Override
    public OptionalLong next(String topic, int partition) {
        return OptionalLong.of(next);
    }

    @Override
    public List<Head> heads() {
        return List.of(new Head(TOPIC, 0, size, Optional.of(root)));
    }

    @Override
    public List<byte[]> leaves(String topic, int partition, long from, long to) {
        return rows.stream()
                .filter(row -> row.record().place() >= from && row.record().place() < to)
                .map(StoredRecord::leaf)
                .toList();
    }

    @Override
    public long atOrBefore(long sequence) {
        Long found = envelopes.floorKey(sequence);
        return found == null ? 0 : found;
    }

    @Override
    public OptionalLong atOrAfter(long sequence) {
        Long found = envelopes.ceilingKey(sequence);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    @Override
    public Optional<Envelope> envelope(long sequence) {
        return Optional.ofNullable(envelopes.get(sequence));
    }
}

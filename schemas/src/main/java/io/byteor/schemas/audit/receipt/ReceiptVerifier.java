package io.byteor.schemas.audit.receipt;

import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleProof;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.audit.log.LogHead;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks receipts, with nothing but the keys that are trusted and the bundle's id. Thread-safe. */
public final class ReceiptVerifier {
    private final KnownKeys keys;

    public ReceiptVerifier(KnownKeys keys) {
        this.keys = keys;
    }

    /**
     * What is wrong; empty where the receipt holds.
     *
     * @param envelope that the receipt came in
     * @param bundleId of the bundle that it should be about
     * @throws ByteorException SIGNATURE_INVALID where the envelope holds no receipt
     */
    public Set<ReceiptFault> faults(Envelope envelope, Digest bundleId) {
        Receipt receipt = Receipt.of(envelope, "receipt");
        Set<ReceiptFault> faults = EnumSet.noneOf(ReceiptFault.class);
        found(faults, ReceiptFault.SIGNER, keys.signer(envelope).isPresent());
        found(faults, ReceiptFault.BUNDLE, receipt.bundleId().equals(bundleId));
        found(faults, ReceiptFault.AUDIT, isItsAudit(receipt));
        found(faults, ReceiptFault.RECORD, isItsRecord(receipt));
        Optional<Checkpoint> checkpoint = checkpoint(receipt);
        found(faults, ReceiptFault.CHECKPOINT, checkpoint.isPresent());
        found(
                faults,
                ReceiptFault.INCLUSION,
                checkpoint.filter(it -> includes(it, receipt)).isPresent());
        return faults;
    }

    private static void found(Set<ReceiptFault> faults, ReceiptFault fault, boolean good) {
        if (!good) {
            faults.add(fault);
        }
    }

    private static boolean isItsAudit(Receipt receipt) {
        try {
            AuditRecord audit = AuditJson.read(receipt.audit());
            return audit.replayId().equals(receipt.replayId())
                    && audit.bundleId().equals(receipt.bundleId().toString());
        } catch (ByteorException _) {
            return false;
        }
    }

    /**
     * A record's value is Avro, whose schema need not be at hand: a text stands in it as its bytes behind their number. The topic
     * holds nothing else of that form, because what people write stands inside the audit, escaped.
     */
    private static boolean isItsRecord(Receipt receipt) {
        LogRecord record = receipt.record();
        return record.topic().equals(Topic.REPLAY_AUDITED.topicName())
                && Arrays.equals(record.key(), receipt.replayId().getBytes(StandardCharsets.UTF_8))
                && contains(record.value(), avro(receipt.audit()));
    }

    private static byte[] avro(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left = (long) bytes.length << 1; // zigzag of a number that is not negative
        for (; left > 0x7f; left >>>= 7) {
            out.write((int) (left & 0x7f) | 0x80);
        }
        out.write((int) left);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static boolean contains(byte @Nullable [] whole, byte[] part) {
        int last = whole == null ? -1 : whole.length - part.length;
        for (int at = 0; at <= last; at++) {
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Checkpoint> checkpoint(Receipt receipt) {
        try {
            return keys.signer(receipt.checkpoint()).map(_ -> Checkpoint.of(receipt.checkpoint(), "checkpoint"));
        } catch (ByteorException _) {
            return Optional.empty();
        }
    }

    private static boolean includes(Checkpoint checkpoint, Receipt receipt) {
        LogRecord record = receipt.record();
        LogHead head = checkpoint.head(record.topic(), record.partition());
        return MerkleProof.includes(
                record.leafHash(),
                record.place(),
                head.size(),
                LogHead.raw(receipt.path()),
                head.root().raw());
    }
}

package io.byteor.e2e.tamper.postgres;

import io.byteor.e2e.tamper.postgres.Tampering.Touched;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes of checkpoints and of what else is signed. */
final class CheckpointTamperings {
    private static final SigningKey FORGER = SigningKey.generate();
    private static final Touched ALL = new Touched("audit_checkpoint", "true");
    private static final String PLACE = "checkpoints:";

    private CheckpointTamperings() {}

    static Map<String, Draw> all() {
        Map<String, Draw> draws = new LinkedHashMap<>();
        draws.put("checkpointDeleted", CheckpointTamperings::deleted);
        draws.put("checkpointsCutOff", CheckpointTamperings::cutOff);
        draws.put("checkpointsSwapped", CheckpointTamperings::swapped);
        draws.put("checkpointAdded", CheckpointTamperings::added);
        draws.put("checkpointForged", CheckpointTamperings::forged);
        draws.put("checkpointSignedByAnother", CheckpointTamperings::signedByAnother);
        draws.put("retirementSignedByAnother", CheckpointTamperings::retirement);
        return draws;
    }

    private static Tampering deleted(TamperedStore store, Random random) throws SQLException {
        return Tampering.of(
                "checkpointDeleted",
                PLACE,
                "missing",
                ALL,
                "DELETE FROM audit_checkpoint WHERE sequence = " + (last(store) - 1 - random.nextInt(2)));
    }

    private static Tampering cutOff(TamperedStore store, Random random) throws SQLException {
        return Tampering.of(
                "checkpointsCutOff",
                PLACE,
                "truncated",
                ALL,
                "DELETE FROM audit_checkpoint WHERE sequence > " + (last(store) - 1 - random.nextInt(2)));
    }

    private static Tampering swapped(TamperedStore store, Random random) throws SQLException {
        long second = last(store) - random.nextInt(2);
        return Tampering.of(
                "checkpointsSwapped",
                PLACE,
                "reordered",
                ALL,
                ActionTamperings.swap("audit_checkpoint", "sequence", "true", second - 1, second));
    }

    /** Behind the others, or far away from them: made up, or one of them once more. */
    private static Tampering added(TamperedStore store, Random random) throws SQLException {
        long last = last(store);
        long sequence = List.of(last + 1, 1_000_000_000_000L, Long.MAX_VALUE).get(random.nextInt(3));
        String envelope = random.nextBoolean()
                ? "'x'"
                : "(SELECT envelope FROM audit_checkpoint WHERE sequence = %d)".formatted(last - random.nextInt(3));
        return Tampering.of(
                "checkpointAdded",
                PLACE,
                "altered",
                ALL,
                "INSERT INTO audit_checkpoint VALUES (%d, %s)".formatted(sequence, envelope));
    }

    /** As if the store had signed it. */
    private static Tampering forged(TamperedStore store, Random random) throws SQLException {
        long sequence = last(store) - random.nextInt(3);
        String trueKey =
                String.valueOf(envelope(store, sequence).signatures().getFirst().keyId());
        return replaced(
                "checkpointForged",
                "altered",
                sequence,
                signedAnew(store, sequence).replace(FORGER.keyId(), trueKey));
    }

    private static Tampering signedByAnother(TamperedStore store, Random random) throws SQLException {
        long sequence = last(store) - random.nextInt(3);
        return replaced("checkpointSignedByAnother", "key_unknown", sequence, signedAnew(store, sequence));
    }

    private static Tampering replaced(String kind, String verdict, long sequence, String envelope) {
        return Tampering.of(
                kind,
                PLACE,
                verdict,
                ALL,
                "UPDATE audit_checkpoint SET envelope = '%s' WHERE sequence = %d".formatted(envelope, sequence));
    }

    /** All actions of a replay gone, with a note that they were retired. */
    private static Tampering retirement(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, "tree_size >= 4 AND root_matched");
        String day = store.values("SELECT day FROM replay WHERE replay_id = '" + replay + "'")
                .getFirst();
        Retirement note = new Retirement("audit", LocalDate.parse(day), 1, 1, Digest.of(new byte[0]), Instant.EPOCH);
        String envelope = new String(note.sign(FORGER).encoded(), StandardCharsets.UTF_8);
        return new Tampering(
                "retirementSignedByAnother",
                "replay:" + replay,
                "key_unknown",
                List.of(
                        new Touched("replay_action", "replay_id = '" + replay + "'"),
                        new Touched("retired_day", "day = '" + day + "'")),
                List.of(
                        "DELETE FROM replay_action WHERE replay_id = '" + replay + "'",
                        "INSERT INTO retired_day VALUES ('%s', 1, 1, '%s', now())".formatted(day, envelope)));
    }

    private static String signedAnew(TamperedStore store, long sequence) throws SQLException {
        Envelope old = envelope(store, sequence);
        return new String(
                Envelope.sign(old.payloadType(), old.payload(), FORGER).encoded(), StandardCharsets.UTF_8);
    }

    private static Envelope envelope(TamperedStore store, long sequence) throws SQLException {
        String json = store.values("SELECT envelope FROM audit_checkpoint WHERE sequence = " + sequence)
                .getFirst();
        return Envelope.parse(json.getBytes(StandardCharsets.UTF_8), "checkpoint");
    }

    private static long last(TamperedStore store) throws SQLException {
        return Long.parseLong(
                store.values("SELECT max(sequence) FROM audit_checkpoint").getFirst());
    }
}

package io.byteor.e2e.model;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The RFC 6962 root over actions as its definition has it: by halving. */
final class Root {
    private Root() {}

    static Digest of(List<ReplayAction> actions) {
        return Digest.ofRaw(hash(actions));
    }

    private static byte[] hash(List<ReplayAction> actions) {
        if (actions.isEmpty()) {
            return Digest.of(new byte[0]).raw();
        }
        if (actions.size() == 1) {
            return Digest.of(written(out -> {
                        out.writeByte(0);
                        form(actions.getFirst(), out);
                    }))
                    .raw();
        }
        int left = Integer.highestOneBit(actions.size() - 1);
        return Digest.of(written(out -> {
                    out.writeByte(1);
                    out.write(hash(actions.subList(0, left)));
                    out.write(hash(actions.subList(left, actions.size())));
                }))
                .raw();
    }

    private static void form(ReplayAction action, DataOutputStream out) throws IOException {
        out.writeByte(1);
        text(action.getReplayId(), out);
        number(action.getSeq(), out);
        text(action.getRole(), out);
        text(action.getLane(), out);
        text(action.getStage(), out);
        text(action.getOriginLane(), out);
        number(action.getOriginSequence(), out);
        number(action.getOrdinal(), out);
        text(action.getTarget(), out);
        text(action.getToLane(), out);
        text(action.getDecision(), out);
        text(action.getReason(), out);
        bytes(action.getKey() == null ? null : Act.bytes(action.getKey()), out);
        bytes(Act.bytes(action.getPayloadSha256()), out);
        number(action.getPayloadBytes(), out);
        number(ChronoUnit.MICROS.between(Instant.EPOCH, action.getAt()), out);
    }

    private static void text(@Nullable String text, DataOutputStream out) throws IOException {
        bytes(text == null ? null : Json.utf8(text), out);
    }

    private static void number(long number, DataOutputStream out) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private static void bytes(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

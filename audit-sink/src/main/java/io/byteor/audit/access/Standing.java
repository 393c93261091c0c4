package io.byteor.audit.access;

import io.byteor.schemas.error.ByteorException;

/**
 * As of what the store answers: the newest checkpoint that it holds, and the first offset of each partition that it has not taken yet,
 * which says how much there is that is newer than the checkpoint. Thread-safe.
 */
public interface Standing {
    /**
     * As a JSON object: {@code {"checkpoint": {"sequence": 7, "digest": "sha256:.."}, "offsets": {topic: {partition: offset}}}}. The
     * digest is that by which the checkpoint behind it names this one, null where it cannot be read; without a checkpoint as long as
     * there is none.
     *
     * @throws ByteorException UNAVAILABLE where the store cannot be asked now
     */
    String now();
}

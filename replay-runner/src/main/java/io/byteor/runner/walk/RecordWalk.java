package io.byteor.runner.walk;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.expression.RecordVariables;

/** Takes the selected records of the input lanes, in the order in which they are read. Not thread-safe. */
public interface RecordWalk {
    /** Walks a record of an input lane. */
    void walk(String lane, RecordVariables record);

    /** Notes that the selection's predicate failed on a record, which is therefore not walked. */
    void selectionFailed(String lane, RecordVariables record, ByteorException failure);
}

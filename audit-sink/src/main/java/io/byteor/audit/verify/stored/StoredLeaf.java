package io.byteor.audit.verify.stored;

/** Something whose columns make up a leaf. Arrays are not to be changed. */
public interface StoredLeaf {
    /** Its place among its like. */
    long place();

    /** The leaf as it is stored. */
    byte[] leaf();

    /** The leaf as it follows from the columns, if the content stood at this place. */
    byte[] leafAt(long place);
}

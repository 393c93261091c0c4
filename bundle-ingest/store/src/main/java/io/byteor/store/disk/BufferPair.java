package io.byteor.store.disk;

import java.nio.ByteBuffer;

/** Two buffers of one file: one is filled while the other is written. */
record BufferPair(ByteBuffer first, ByteBuffer second) {

    /** Two of this length, each aligned. */
    static BufferPair of(int length, int alignment) {
        return new BufferPair(aligned(length, alignment), aligned(length, alignment));
    }

    /** A buffer whose address is a multiple of the alignment, outside the heap. */
    static ByteBuffer aligned(int length, int alignment) {
        return ByteBuffer.allocateDirect(length + alignment)
                .alignedSlice(alignment)
                .slice(0, length);
    }

    /** The one that this is not. */
    @SuppressWarnings("ReferenceEquality") // equal content makes no difference here
    ByteBuffer other(ByteBuffer one) {
        return one == first ? second : first;
    }

    BufferPair clear() {
        first.clear();
        second.clear();
        return this;
    }
}

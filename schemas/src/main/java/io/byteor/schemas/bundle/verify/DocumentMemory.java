package io.byteor.schemas.bundle.verify;

/**
 * Memory for the documents and manifests of a bundle, which are held from their arrival until it has been judged, however slowly the
 * rest arrives. Belongs to one examination.
 */
@FunctionalInterface
public interface DocumentMemory {
    /** As much as there is. */
    DocumentMemory UNBOUNDED = bytes -> {};

    /**
     * Takes memory, as it comes to be used and until after the examination: who announces a large document has none of it yet.
     *
     * @param bytes about so many, of what has been read of a document and of what is read out of that
     * @throws io.byteor.schemas.error.ByteorException whatever ends the examination where there is not so much
     */
    void take(long bytes);
}

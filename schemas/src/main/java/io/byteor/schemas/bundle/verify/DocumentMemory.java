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
     * Takes memory, before it is used and until after the examination.
     *
     * @param bytes about so many, of the document and of what is read out of it
     * @throws io.byteor.schemas.error.ByteorException whatever ends the examination where there is not so much
     */
    void take(long bytes);
}

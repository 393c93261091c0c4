package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.error.ByteorException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with a bundle, by kind; an empty list is a good verdict. A later kind is only judged where the earlier ones
 * leave something to judge.
 *
 * @param wellFormed tag files and manifests are there and canonical
 * @param complete nothing is missing, nothing is extra
 * @param intact every file has the digest that its manifest gives
 * @param coherent documents, journal and incident agree
 * @param signatures files under {@code signatures/} whose content is not what their name says; does not make a bundle invalid
 */
public record Verdicts(
        List<Fault> wellFormed,
        List<Fault> complete,
        List<Fault> intact,
        List<Fault> coherent,
        List<Fault> signatures) {
    public Verdicts {
        wellFormed = List.copyOf(wellFormed);
        complete = List.copyOf(complete);
        intact = List.copyOf(intact);
        coherent = List.copyOf(coherent);
        signatures = List.copyOf(signatures);
    }

    public boolean valid() {
        return faults().findAny().isEmpty();
    }

    /** Every fault that makes the bundle invalid, gravest kind first. */
    public Stream<Fault> faults() {
        return Stream.of(wellFormed, complete, intact, coherent).flatMap(List::stream);
    }

    /**
     * Refuses an invalid bundle.
     *
     * @throws ByteorException for the first fault
     */
    public void requireValid() {
        faults().findFirst().ifPresent(fault -> {
            throw fault.refusal();
        });
    }
}

package io.byteor.cli.verify;

import io.byteor.cli.output.Fields;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.Verdicts;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code verify}.
 *
 * @param bundleId null where the bundle is not valid, or was judged as a bag
 * @param layer it was judged as
 * @param signedBy the trusted keys that signed it
 * @param verdicts by name, in the order in which they are given
 */
record Judged(
        @Nullable String bundleId, String layer, boolean valid, List<String> signedBy, Map<String, Verdict> verdicts) {

    /**
     * How one thing was judged.
     *
     * @param status good, bad or not_judged
     */
    record Verdict(String status, List<Fault> faults) {}

    private enum Status {
        GOOD,
        BAD,
        /** What came before left nothing to judge. */
        NOT_JUDGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Judged bundle(Examination examination) {
        Verdicts verdicts = examination.verdicts();
        boolean whole = verdicts.wellFormed().isEmpty()
                && verdicts.complete().isEmpty()
                && verdicts.intact().isEmpty();
        Map<String, Verdict> named = ofBag(verdicts);
        named.put("coherent", verdict(verdicts.coherent(), whole));
        named.put("signatures", verdict(verdicts.signatures(), true));
        VerifiedBundle bundle = examination.bundle();
        String bundleId = bundle == null ? null : bundle.bundleId().toString();
        return new Judged(bundleId, Layer.BUNDLE.toString(), verdicts.valid(), List.of(), named);
    }

    static Judged bag(Verdicts verdicts) {
        return new Judged(null, Layer.BAG.toString(), verdicts.valid(), List.of(), ofBag(verdicts));
    }

    /** What was refused before all of it had been read. */
    static Judged refused(ByteorException refusal) {
        Map<String, Verdict> named = new LinkedHashMap<>();
        named.put("wellFormed", verdict(List.of(Fault.of(refusal)), true));
        for (String other : List.of("complete", "intact", "coherent", "signatures")) {
            named.put(other, verdict(List.of(), false));
        }
        return new Judged(null, Layer.BUNDLE.toString(), false, List.of(), named);
    }

    /** The same, by whom it is signed. */
    Judged signedBy(List<String> signers, List<Fault> faults) {
        Map<String, Verdict> named = new LinkedHashMap<>(verdicts);
        named.merge(
                "signatures",
                verdict(faults, true),
                (damaged, untrusted) -> verdict(
                        Stream.concat(damaged.faults().stream(), untrusted.faults().stream())
                                .toList(),
                        true));
        return new Judged(bundleId, layer, valid && faults.isEmpty(), signers, named);
    }

    private static Map<String, Verdict> ofBag(Verdicts verdicts) {
        Map<String, Verdict> named = new LinkedHashMap<>();
        named.put("wellFormed", verdict(verdicts.wellFormed(), true));
        named.put("complete", verdict(verdicts.complete(), true));
        named.put("intact", verdict(verdicts.intact(), true));
        return named;
    }

    private static Verdict verdict(List<Fault> faults, boolean judged) {
        Status status = !faults.isEmpty() ? Status.BAD : judged ? Status.GOOD : Status.NOT_JUDGED;
        return new Verdict(status.toString(), faults);
    }

    Fields text() {
        Fields fields = new Fields().add("bundle id", bundleId).add("valid", valid);
        verdicts.forEach((name, verdict) -> {
            fields.add(
                    name.equals("wellFormed") ? "well-formed" : name,
                    verdict.status().replace('_', ' '));
            for (Fault fault : verdict.faults()) {
                String expected = fault.expected() == null ? "" : ", expected " + fault.expected();
                fields.more("%s: %s: %s%s, found %s"
                        .formatted(fault.place(), fault.code(), fault.detail(), expected, fault.value()));
            }
        });
        signedBy.forEach(key -> fields.add("signed by", key));
        return fields;
    }
}

package io.byteor.cli.audit;

import io.byteor.cli.output.Fields;
import io.byteor.cli.verb.InputFile;
import io.byteor.schemas.audit.receipt.Receipt;
import io.byteor.schemas.audit.receipt.ReceiptFault;
import io.byteor.schemas.audit.receipt.ReceiptVerifier;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the check of a receipt came to.
 *
 * @param bundleId that the receipt is about
 * @param bundle what is wrong with the bundle itself
 * @param receipt what is wrong with the receipt
 */
record CheckedReceipt(String replayId, String bundleId, boolean holds, List<Fault> bundle, List<ReceiptFault> receipt) {

    static CheckedReceipt of(Path file, Path directory, List<Path> keys) {
        Envelope envelope = Envelope.parse(InputFile.bytes(file), file.toString());
        Receipt receipt = Receipt.of(envelope, file.toString());
        Examination examination = examine(directory);
        VerifiedBundle verified = examination.bundle();
        List<Fault> damaged = verified == null ? examination.verdicts().faults().toList() : List.of();
        List<ReceiptFault> faults = List.copyOf(new ReceiptVerifier(KnownKeys.read(keys))
                .faults(envelope, verified == null ? receipt.bundleId() : verified.bundleId()));
        return new CheckedReceipt(
                receipt.replayId(),
                receipt.bundleId().toString(),
                verified != null && faults.isEmpty(),
                damaged,
                faults);
    }

    private static Examination examine(Path directory) {
        try {
            return new BundleVerifier(BundleLimits.STANDARD).examine(directory.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Fields text() {
        Fields fields = new Fields()
                .add("replay id", replayId)
                .add("bundle id", bundleId)
                .add("receipt", holds ? "holds" : "does not hold");
        bundle.forEach(fault -> fields.add("bundle", fault.place() + ": " + fault.code() + ": " + fault.detail()));
        receipt.forEach(fault -> fields.add("fault", fault.name() + ": " + fault.meaning()));
        return fields;
    }
}

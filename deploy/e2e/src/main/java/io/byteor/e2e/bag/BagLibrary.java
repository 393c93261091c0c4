package io.byteor.e2e.bag;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The Library of Congress' bagit-java, asked for all that it checks. */
final class BagLibrary implements AutoCloseable {
    /** It tells every step; held here, or the level would be forgotten with the logger. */
    private static final Logger LOG = Logger.getLogger("gov.loc.repository.bagit");

    private final BagVerifier verifier = new BagVerifier();

    BagLibrary() {
        LOG.setLevel(Level.OFF);
    }

    /** Whether it takes the bag; whatever it throws is a no. */
    boolean takes(Path directory) {
        try {
            Bag bag = new BagReader().read(directory);
            verifier.isValid(bag, false);
            if (BagVerifier.canQuickVerify(bag)) {
                BagVerifier.quicklyVerify(bag); // the only place where it compares Payload-Oxum
            }
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    @Override
    public void close() {
        verifier.close();
    }
}

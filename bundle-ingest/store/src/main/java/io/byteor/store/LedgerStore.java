package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.util.List;

/** A store that keeps its marks and its lines in ledgers of their own, and commits nothing that is about to be removed. */
public abstract class LedgerStore implements BundleStore {
    protected abstract AnnouncementLedger announcements();

    protected abstract RetirementLedger retirements();

    protected abstract LineLedger lines();

    /**
     * Makes sure that a bundle can be committed. Whoever commits looks first whether it is stored and then here: a removal puts its
     * mark before it takes anything away, so that a bundle which is half gone is never taken for one that is not there.
     *
     * @throws ByteorException UNAVAILABLE while it is about to be removed
     */
    protected final void requireStaying(Digest bundleId) throws IOException {
        if (isRetiring(bundleId)) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE, "the bundle is just being deleted; send it again", "bundleId", bundleId);
        }
    }

    @Override
    public final List<Digest> unannounced() throws IOException {
        return announcements().unannounced();
    }

    @Override
    public final boolean isAnnounced(Digest bundleId) throws IOException {
        return announcements().isAnnounced(bundleId);
    }

    @Override
    public final void markAnnounced(Digest bundleId) throws IOException {
        announcements().markAnnounced(bundleId);
    }

    @Override
    public final void markUnannounced(Digest bundleId) throws IOException {
        announcements().markUnannounced(bundleId);
    }

    @Override
    public final List<Digest> retiring() throws IOException {
        return retirements().retiring();
    }

    @Override
    public final boolean isRetiring(Digest bundleId) throws IOException {
        return retirements().isRetiring(bundleId);
    }

    @Override
    public final void markRetiring(Digest bundleId) throws IOException {
        retirements().markRetiring(bundleId);
    }

    @Override
    public final boolean claimLine(Digest root, String agent, String environment) throws IOException {
        return lines().claimLine(root, agent, environment);
    }

    @Override
    public final boolean enterLine(Digest root, String agent, String environment) throws IOException {
        return lines().enterLine(root, agent, environment);
    }

    @Override
    public final boolean isLineOpen(Digest root, String agent, String environment) throws IOException {
        return lines().isLineOpen(root, agent, environment);
    }
}

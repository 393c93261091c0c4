package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether a bundle may come from whoever sends it, and from the line of bundles that it names. An agent sends what it captured
 * itself, in an environment of its token. Replays of one line share one ledger of effects, so nobody may enter a bundle into a
 * line of their choice: a derived bundle has the agent, the environment and the root of its parent. Where the parent is not
 * stored, which is what redaction before sending is for, only the parent itself is taken as root. Whoever sends the first of such a line
 * has it for good, and so has whoever sent a root that was deleted since.
 */
final class Provenance {
    private static final String AGENT = "incident.json#/agent";
    private static final String ENVIRONMENT = "incident.json#/environment";
    private static final String ROOT = "incident.json#/rootBundle";

    private final BundleShelf shelf;

    Provenance(BundleShelf shelf) {
        this.shelf = shelf;
    }

    /**
     * Lets a verified bundle in.
     *
     * @throws ByteorException AGENT_MISMATCH, FORBIDDEN for the environment, BUNDLE_INCOHERENT for its line
     */
    void require(Caller caller, VerifiedBundle bundle) throws IOException {
        Incident incident = bundle.incident();
        if (!caller.subject().equals(incident.agent())) {
            throw new ByteorException(
                    ErrorCode.AGENT_MISMATCH, "the agent of the token, " + caller.subject(), AGENT, incident.agent());
        }
        requireEnvironment(caller, incident);
        Digest parent = incident.parentBundle();
        if (parent != null) {
            requireLine(incident, parent);
        }
    }

    private static void requireEnvironment(Caller caller, Incident incident) {
        try {
            caller.requireEnvironment(incident.environment());
        } catch (ByteorException refusal) {
            throw new ByteorException(refusal.code(), refusal.detail(), ENVIRONMENT, incident.environment(), refusal);
        }
    }

    private void requireLine(Incident incident, Digest parent) throws IOException {
        Digest root = incident.rootOf(parent);
        Optional<Incident> stored = shelf.incident(parent);
        if (stored.isEmpty()) {
            require(root.equals(parent), ROOT, "the parent as root, since the parent is not stored", root);
            return;
        }
        Incident original = stored.get();
        require(original.agent().equals(incident.agent()), AGENT, "the parent's agent", incident.agent());
        require(
                original.environment().equals(incident.environment()),
                ENVIRONMENT,
                "the parent's environment",
                incident.environment());
        require(original.rootOf(parent).equals(root), ROOT, "the parent's root " + original.rootOf(parent), root);
    }

    /**
     * Claims the line of a derived bundle. Its root is neither sent nor deleted meanwhile, which the caller sees to.
     *
     * @throws ByteorException BUNDLE_INCOHERENT where the line is another agent's, or of another environment
     */
    void claimLine(Incident incident, Digest root) throws IOException {
        Optional<Incident> original = shelf.incident(root);
        boolean another = original.isPresent()
                && !(original.get().agent().equals(incident.agent())
                        && original.get().environment().equals(incident.environment()));
        boolean theirs = !another && shelf.claimLine(root, incident.agent(), incident.environment());
        require(theirs, ROOT, "a line of this agent in this environment", root);
    }

    /**
     * Makes sure that nobody has, or gets while it is kept, a line of which this bundle is the root, but its agent in its environment.
     *
     * @throws ByteorException BUNDLE_INCOHERENT otherwise
     */
    void enterLine(Incident incident, Digest bundleId) throws IOException {
        boolean open = shelf.enterLine(bundleId, incident.agent(), incident.environment());
        require(open, AGENT, "whoever has the line that others were derived in", incident.agent());
    }

    private static void require(boolean holds, String place, String expected, Object found) {
        if (!holds) {
            throw new ByteorException(ErrorCode.BUNDLE_INCOHERENT, expected, place, found);
        }
    }
}

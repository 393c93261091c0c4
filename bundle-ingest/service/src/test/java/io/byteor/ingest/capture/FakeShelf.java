package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the facts of bundles in memory and forgets their content; can die before it marks one as announced, and at each step of a
 * deletion.
 */
final class FakeShelf implements BundleShelf {
    final Map<String, BundleCaptured> kept = new HashMap<>();
    final Set<String> marked = new LinkedHashSet<>();
    final Set<Digest> retiring = new LinkedHashSet<>();
    final Set<Digest> damaged = new HashSet<>();
    final Map<Digest, String> lines = new HashMap<>();
    private final Map<String, Incident> incidents = new HashMap<>();
    private final Map<String, Map<String, Digest>> signatures = new HashMap<>();
    boolean dieBeforeMark;

    @Nullable
    Step dies;

    int open;

    /** What a deletion is about to do when it dies. */
    enum Step {
        MARK_RETIRING,
        MARK_UNANNOUNCED,
        CLAIM_LINE,
        REMOVE,
        END
    }

    private void dieAt(Step step) throws IOException {
        if (dies == step) {
            throw new IOException("died");
        }
    }

    @Override
    public Deposit begin() {
        open++;
        return new Deposit() {
            @Override
            public OutputStream create(String path) {
                return OutputStream.nullOutputStream();
            }

            @Override
            public Kept keep(VerifiedBundle bundle) {
                return FakeShelf.this.keep(bundle);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    Kept keep(VerifiedBundle bundle) {
        if (retiring.contains(bundle.bundleId())) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "being deleted");
        }
        BundleCaptured fact =
                CapturedFact.of(bundle.bundleId(), bundle.incident(), "memory:", Instant.EPOCH, bundle.files());
        incidents.put(fact.getBundleId(), bundle.incident());
        boolean fresh = kept.putIfAbsent(fact.getBundleId(), fact) == null;
        Map<String, Digest> sent = new HashMap<>();
        bundle.files().forEach((path, file) -> {
            if (path.startsWith(BundleLayout.SIGNATURES)) {
                sent.put(path, file.digest());
            }
        });
        signatures.putIfAbsent(fact.getBundleId(), sent);
        return kept(fact, fresh);
    }

    @Override
    public Optional<Kept> find(Digest bundleId) throws IOException {
        if (damaged.contains(bundleId)) {
            throw new IOException("damaged");
        }
        return Optional.ofNullable(kept.get(bundleId.toString())).map(fact -> kept(fact, false));
    }

    private Kept kept(BundleCaptured fact, boolean fresh) {
        String bundleId = fact.getBundleId();
        return new Kept(fact, signatures.getOrDefault(bundleId, Map.of()), fresh, marked.contains(bundleId));
    }

    @Override
    public Optional<Incident> incident(Digest bundleId) {
        return Optional.ofNullable(incidents.get(bundleId.toString()));
    }

    @Override
    public List<Digest> keptBefore(Instant time) {
        return kept.values().stream()
                .filter(bundle -> bundle.getStoredAt().isBefore(time))
                .map(bundle -> Digest.parse(bundle.getBundleId()))
                .toList();
    }

    @Override
    public void remove(Digest bundleId) throws IOException {
        dieAt(Step.REMOVE);
        kept.remove(bundleId.toString());
        incidents.remove(bundleId.toString());
        signatures.remove(bundleId.toString());
        dieAt(Step.END);
        retiring.remove(bundleId);
    }

    @Override
    public void markRetiring(Digest bundleId) throws IOException {
        dieAt(Step.MARK_RETIRING);
        retiring.add(bundleId);
    }

    @Override
    public List<Digest> retiring() {
        return List.copyOf(retiring);
    }

    @Override
    public boolean isStaying(Digest bundleId) {
        return !retiring.contains(bundleId) && kept.containsKey(bundleId.toString());
    }

    @Override
    public boolean claimLine(Digest root, String agent, String environment) throws IOException {
        dieAt(Step.CLAIM_LINE);
        lines.putIfAbsent(root, agent + "@" + environment);
        return enterLine(root, agent, environment);
    }

    @Override
    public boolean enterLine(Digest root, String agent, String environment) {
        String owner = agent + "@" + environment;
        return lines.getOrDefault(root, owner).equals(owner);
    }

    @Override
    public void markUnannounced(Digest bundleId) throws IOException {
        dieAt(Step.MARK_UNANNOUNCED);
        marked.remove(bundleId.toString());
    }

    @Override
    public List<Digest> unannounced() {
        return kept.keySet().stream()
                .filter(bundleId -> !marked.contains(bundleId))
                .map(Digest::parse)
                .filter(bundleId -> !retiring.contains(bundleId))
                .toList();
    }

    @Override
    public void markAnnounced(BundleCaptured bundle) throws IOException {
        if (dieBeforeMark) {
            throw new IOException("died");
        }
        marked.add(bundle.getBundleId());
    }
}

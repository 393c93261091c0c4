package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.Samples;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.retention.DayTree;
import io.byteor.audit.verify.stored.AuditedReplay;
import io.byteor.audit.verify.stored.StoredAction;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.audit.verify.stored.StoredCount;
import io.byteor.audit.verify.stored.StoredNote;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActionsVerifierTest {
    private static final int COUNT = 20;
    private static final String REPLAY = "replay";
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");
    private static final SigningKey KEY = SigningKey.generate();

    private final List<StoredAction> rows = new ArrayList<>();
    private final List<StoredCount> counts = new ArrayList<>(CountJudgeTest.of(Samples.actions(REPLAY, COUNT), DAY));
    private final List<AuditedReplay> audited = new ArrayList<>();
    private final Anchor anchor;
    private long treeSize = COUNT;
    private Digest treeRoot;
    private Boolean matched = true;
    private long elsewhere;
    private StoredNote retired;
    private AuditedReplay early;
    private boolean known = true;
    private Instant requestedAt = Samples.AT;

    ActionsVerifierTest() {
        MerkleTree tree = new MerkleTree();
        for (ReplayAction action : Samples.actions(REPLAY, COUNT)) {
            byte[] leaf = ActionForm.leafHash(action);
            tree.append(leaf);
            rows.add(new StoredAction(action, leaf));
        }
        anchor = new Anchor(Digest.ofRaw(tree.root()), COUNT);
        treeRoot = anchor.root();
    }

    @Test
    void findsUntouchedRowsIntact() {
        ActionsVerdict verification = verify();

        assertThat(verification.verdict()).isEqualTo(Verdict.INTACT);
        assertThat(verification.recomputedRoot()).isEqualTo(anchor.root());
        assertThat(verification.firstDifference()).isNull();
    }

    @Test
    void findsAChangedFieldAndItsPlace() {
        change(7, action -> action.setReason("nothing to see"));

        assertVerdict(Verdict.ALTERED, 7L);
    }

    @Test
    void findsAChangedFieldWhoseLeafWasForgedToo() {
        change(7, action -> action.setReason("nothing to see"));
        rows.set(
                7,
                new StoredAction(
                        rows.get(7).action(), ActionForm.leafHash(rows.get(7).action())));

        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsAForgedLeaf() {
        rows.set(3, new StoredAction(rows.get(3).action(), new byte[Digest.LENGTH]));

        assertVerdict(Verdict.ALTERED, 3L);
    }

    @Test
    void findsWhatIsMissingInBetweenAndAtTheStart() {
        rows.remove(4);
        assertVerdict(Verdict.MISSING, 4L);

        rows.removeFirst();
        assertVerdict(Verdict.MISSING, 0L);
    }

    @Test
    void findsACutTail() {
        rows.subList(15, COUNT).clear();
        assertVerdict(Verdict.TRUNCATED, 15L);

        rows.clear();
        assertVerdict(Verdict.TRUNCATED, 0L);
    }

    @Test
    void findsAnAddedRow() {
        ReplayAction added = Samples.action(REPLAY, COUNT);
        rows.add(new StoredAction(added, ActionForm.leafHash(added)));

        assertVerdict(Verdict.ALTERED, (long) COUNT);
    }

    @Test
    void tellsExchangedPlacesFromChangedContents() {
        for (long seed = 0; seed < 50; seed++) {
            ActionsVerifierTest fresh = new ActionsVerifierTest();
            Random random = new Random(seed);
            List<Integer> places = new ArrayList<>(random.ints(0, COUNT)
                    .distinct()
                    .limit(2 + random.nextInt(5))
                    .boxed()
                    .toList());
            List<Integer> shuffled = new ArrayList<>(places);
            Collections.rotate(shuffled, 1);
            List<StoredAction> before = List.copyOf(fresh.rows);
            for (int i = 0; i < places.size(); i++) {
                StoredAction content = before.get(places.get(i));
                int place = shuffled.get(i);
                boolean leafMoves = seed % 2 == 0;
                fresh.rows.set(
                        place,
                        new StoredAction(
                                ReplayAction.newBuilder(content.action())
                                        .setSeq(place)
                                        .build(),
                                leafMoves ? content.leaf() : before.get(place).leaf()));
            }

            assertThat(fresh.verify().verdict()).as("seed %d", seed).isEqualTo(Verdict.REORDERED);

            fresh.change(places.getFirst(), action -> action.setPayloadBytes(-1));
            assertThat(fresh.verify().verdict()).as("seed %d", seed).isEqualTo(Verdict.ALTERED);
        }
    }

    @Test
    void saysThatNothingAnchorsAReplayWithoutAudit() {
        matched = null;

        assertThat(verify(null).verdict()).isEqualTo(Verdict.UNANCHORED);
    }

    @Test
    void saysThatNothingAnchorsAReplayThatWasAuditedBeforeRecordsWereKept() {
        assertThat(verify(null).verdict()).isEqualTo(Verdict.ALTERED);

        early = new AuditedReplay(REPLAY, COUNT, anchor.root().raw());
        assertThat(verify(null).verdict()).isEqualTo(Verdict.UNANCHORED);

        matched = null;
        assertThat(verify(null).verdict()).isEqualTo(Verdict.ALTERED);

        matched = true;
        rows.removeLast();
        assertThat(verify(null).verdict()).isEqualTo(Verdict.ALTERED);

        rows.clear();
        audited.add(early);
        retired = note();
        assertThat(verify(null).verdict()).isEqualTo(Verdict.UNANCHORED);

        treeSize = 0;
        assertThat(verify(null).verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    void findsWhatDoesNotFollowFromTheActions() {
        treeSize = COUNT - 1;
        assertVerdict(Verdict.ALTERED, null);

        treeSize = COUNT;
        treeRoot = Digest.of(new byte[0]);
        assertVerdict(Verdict.ALTERED, null);

        treeRoot = anchor.root();
        matched = false;
        assertVerdict(Verdict.ALTERED, null);

        matched = true;
        elsewhere = 1;
        assertVerdict(Verdict.ALTERED, null);

        elsewhere = 0;
        counts.removeFirst();
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void believesThatActionsWereRetiredIfTheNoteOfTheirDayHolds() {
        rows.clear();
        audited.add(new AuditedReplay(REPLAY, COUNT, anchor.root().raw()));

        retired = note();
        assertVerdict(Verdict.RETIRED, null);

        StoredCount taken = counts.removeFirst();
        assertVerdict(Verdict.ALTERED, null);

        counts.add(taken);
        audited.add(new AuditedReplay("stranger", 1, anchor.root().raw()));
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsWhatDoesNotFollowFromActionsThatWereRetired() {
        rows.clear();
        audited.add(new AuditedReplay(REPLAY, COUNT, anchor.root().raw()));
        retired = note();

        treeSize = COUNT - 1;
        assertVerdict(Verdict.ALTERED, null);

        treeSize = COUNT;
        treeRoot = Digest.of(new byte[0]);
        assertVerdict(Verdict.ALTERED, null);

        treeRoot = anchor.root();
        matched = null;
        assertVerdict(Verdict.ALTERED, null);

        matched = true;
        assertVerdict(Verdict.RETIRED, null);
    }

    @Test
    void believesOfNoReplayThatItWasRetiredOnADayBeforeItWasAskedFor() {
        rows.clear();
        audited.add(new AuditedReplay(REPLAY, COUNT, anchor.root().raw()));
        retired = note();

        requestedAt = DAY.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
        assertVerdict(Verdict.RETIRED, null);

        requestedAt = requestedAt.plusMillis(1);
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsActionsThatAreThereThoughTheirDayWasRetired() {
        audited.add(new AuditedReplay(REPLAY, COUNT, anchor.root().raw()));
        retired = note();
        rows.removeFirst();

        assertVerdict(Verdict.MISSING, 0L);
    }

    @Test
    void saysThatNothingAnchorsActionsOfAReplayThatIsNotKnown() {
        known = false;

        assertThat(verify(null).verdict()).isEqualTo(Verdict.UNANCHORED);
        assertThat(verify(null).stored()).isEqualTo(COUNT);
    }

    /** As retention writes it when the replay is the only one of the day. */
    private StoredNote note() {
        DayTree tree = new DayTree();
        tree.add(REPLAY, COUNT, anchor.root().raw());
        Retirement retirement = tree.retirement("audit", DAY, Samples.AT);
        return new StoredNote(
                1, COUNT, Samples.AT, new String(retirement.sign(KEY).encoded(), StandardCharsets.UTF_8));
    }

    private void assertVerdict(Verdict verdict, Long firstDifference) {
        ActionsVerdict verification = verify();
        assertThat(verification.verdict()).isEqualTo(verdict);
        assertThat(verification.firstDifference()).isEqualTo(firstDifference);
    }

    private ActionsVerdict verify() {
        return verify(anchor);
    }

    private ActionsVerdict verify(Anchor against) {
        MemoryActions stored = new MemoryActions();
        stored.rows.addAll(rows);
        stored.counts.addAll(counts);
        stored.audited.addAll(audited);
        if (known) {
            stored.kept =
                    new StoredActions.Kept(DAY, treeSize, Optional.of(treeRoot), matched, elsewhere, retired, early);
        }
        return new ActionsVerifier(stored, StoreKeys.of(Optional.of(KEY), new KnownKeys(List.of())))
                .verify(REPLAY, against, requestedAt);
    }

    private void change(int at, java.util.function.Consumer<ReplayAction.Builder> change) {
        ReplayAction.Builder builder = ReplayAction.newBuilder(rows.get(at).action());
        change.accept(builder);
        rows.set(at, new StoredAction(builder.build(), rows.get(at).leaf()));
    }
}

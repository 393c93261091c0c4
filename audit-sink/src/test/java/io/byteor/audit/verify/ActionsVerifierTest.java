package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.Samples;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.verify.stored.StoredAction;
import io.byteor.audit.verify.stored.StoredActions;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    private final Anchor anchor;
    private long treeSize = COUNT;
    private Digest treeRoot;
    private Boolean matched = true;
    private long elsewhere;
    private String retired;

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
    }

    @Test
    void believesThatActionsWereRetiredIfAKnownKeySaysSoOfTheirDay() {
        SigningKey other = SigningKey.generate();
        rows.clear();

        retired = note(DAY, KEY);
        assertVerdict(Verdict.RETIRED, null);

        retired = note(DAY, other);
        assertVerdict(Verdict.KEY_UNKNOWN, null);

        retired = note(DAY, other).replace(other.keyId(), KEY.keyId());
        assertVerdict(Verdict.ALTERED, null);

        retired = note(DAY.plusDays(1), KEY);
        assertVerdict(Verdict.ALTERED, null);

        retired = "{}";
        assertVerdict(Verdict.ALTERED, null);
    }

    @Test
    void findsActionsThatAreThereThoughTheirDayWasRetired() {
        retired = note(DAY, KEY);
        rows.removeFirst();

        assertVerdict(Verdict.MISSING, 0L);
    }

    private static String note(LocalDate day, SigningKey key) {
        Retirement retirement = new Retirement("audit", day, 1, 2, Digest.of(new byte[0]), Samples.AT);
        return new String(retirement.sign(key).encoded(), StandardCharsets.UTF_8);
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
        List<StoredAction> ordered = rows.stream()
                .sorted(Comparator.comparing((StoredAction row) -> row.action().getSeq()))
                .toList();
        StoredActions stored = (id, to) -> {
            ordered.forEach(to);
            return Optional.of(
                    new StoredActions.Kept(DAY, treeSize, Optional.of(treeRoot), matched, elsewhere, retired));
        };
        return new ActionsVerifier(stored, StoreKeys.of(Optional.of(KEY), new KnownKeys(List.of())))
                .verify(REPLAY, against);
    }

    private void change(int at, java.util.function.Consumer<ReplayAction.Builder> change) {
        ReplayAction.Builder builder = ReplayAction.newBuilder(rows.get(at).action());
        change.accept(builder);
        rows.set(at, new StoredAction(builder.build(), rows.get(at).leaf()));
    }
}

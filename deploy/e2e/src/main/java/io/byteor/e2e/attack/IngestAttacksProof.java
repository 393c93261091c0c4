package io.byteor.e2e.attack;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.bundle.HostileBundle;
import io.byteor.e2e.attack.door.Attack;
import io.byteor.e2e.attack.door.Door;
import io.byteor.e2e.attack.door.Reply;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.e2e.kafka.TopicEnd;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.front.FrontDoor;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Endpoint;
import io.byteor.launcher.part.Part;
import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Attacks a running ingest over HTTP, through the front port, one attack after the other but for those that only wait; between them
 * an honest bundle is taken, so that what refuses is the guard and not a door that is shut. The list of attacks is held against the catalogue of
 * codes and the generated reference: a guard that nobody attacks refutes the claim.
 */
public final class IngestAttacksProof implements Proof {
    private static final int HONEST_EVERY = 10;

    @Override
    public String name() {
        return "ingest-attacks";
    }

    @Override
    public String claim() {
        return "every limit and guard of ingest is there, answers with its own code and lets nothing be kept";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        Needs needs = Needs.of(Part.INGEST).adjusted(Part.INGEST, new Adjustment(Limits.environment(), List.of()));
        return trial.stage().play(needs, system -> {
            Endpoint ingest = system.state().find(Part.INGEST).orElseThrow().endpoint();
            Tokens tokens =
                    new Tokens(system.credentials().issuer(), system.settings().data(), InstantSource.system());
            try (FrontDoor front = FrontDoor.open(0, Map.of("capture", ingest.port()), Limits.FRONT);
                    Door door = new Door(front.url(), URI.create("http://" + ingest.address()), tokens);
                    TopicEnd announced = new TopicEnd(system.client().bootstrapServers(), Topic.BUNDLE_CAPTURED)) {
                Path store = system.settings().data().resolve(Limits.STORE);
                return new Scene(trial, home, store, door, announced, announced.offset()).play();
            }
        });
    }

    private record Scene(Trial trial, Path home, Path store, Door door, TopicEnd announced, long before) {
        Verdict play() throws Exception {
            List<Attack> attacks = Stream.of(
                            ArchiveAttacks.all(),
                            BundleAttacks.all(),
                            JournalAttacks.all(),
                            DoorAttacks.all(),
                            CrowdAttacks.all(),
                            BlobAttacks.all(),
                            CommitAttacks.all(),
                            RepeatAttacks.all())
                    .flatMap(List::stream)
                    .toList();
            List<Attack> slow = SlowAttacks.all();
            List<Attack> all = Stream.concat(attacks.stream(), slow.stream()).toList();
            List<String> unguarded = Guards.faults(all, home);
            List<String> wrong = new ArrayList<>();
            int honest = 0;
            for (int row = 0; row < attacks.size(); row++) {
                if (row % HONEST_EVERY == 0) {
                    honest += isTaken("honest-" + row, row / HONEST_EVERY) ? 1 : 0;
                }
                Attack attack = attacks.get(row);
                fault(attack, "agent-" + row).ifPresent(fault -> wrong.add(attack.name() + ": " + fault));
            }
            wrong.addAll(sideBySide(slow));
            Stream.concat(unguarded.stream(), wrong.stream()).forEach(trial.out()::println);
            int rounds = (attacks.size() + HONEST_EVERY - 1) / HONEST_EVERY;
            return Verdict.collector()
                    .figure("attacks", all.size())
                    .figure("guards", Guards.count(home))
                    .expect("guardsWithoutAttack", unguarded.size(), 0)
                    .expect("attacksNotStoppedAsTheyMustBe", wrong.size(), 0)
                    .expect("honestBundlesTaken", honest, rounds)
                    .expect("announced", announced.offset() - before, (long) rounds)
                    .verdict();
        }

        /** All at once, since each does nothing but wait. */
        private List<String> sideBySide(List<Attack> attacks) throws Exception {
            Kept before = Kept.of(store, announced::offset);
            List<String> wrong = new ArrayList<>();
            List<Callable<Optional<String>>> moves = new ArrayList<>();
            for (Attack attack : attacks) {
                String agent = "slow-agent-" + moves.size();
                moves.add(() -> answered(attack, agent).map(fault -> attack.name() + ": " + fault));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Optional<String>> move : threads.invokeAll(moves)) {
                    move.get().ifPresent(wrong::add);
                }
            }
            if (!before.isAllThatIsKept(store, announced::offset, door.blobs().honest())) {
                wrong.add("something of the slow attacks is kept");
            }
            return wrong;
        }

        private boolean isTaken(String agent, int round) throws Exception {
            HostileBundle bundle = HostileBundle.of(agent);
            Reply reply =
                    round % 2 == 0 ? door.push(agent, bundle) : door.blobs().push(agent, bundle);
            return reply.status() == 201;
        }

        private Optional<String> fault(Attack attack, String agent) throws Exception {
            Kept before = Kept.of(store, announced::offset);
            Optional<String> fault = answered(attack, agent);
            return fault.isPresent()
                            || before.isAllThatIsKept(
                                    store, announced::offset, door.blobs().honest())
                    ? fault
                    : Optional.of("something is kept");
        }

        /** How the answer differs from the one that stops the attack. */
        private Optional<String> answered(Attack attack, String agent) throws Exception {
            try {
                return attack.move().against(door, agent).fault(attack);
            } catch (IOException | IllegalStateException e) {
                return Optional.of(e.toString());
            }
        }
    }
}

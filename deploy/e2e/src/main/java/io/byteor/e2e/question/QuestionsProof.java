package io.byteor.e2e.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.attack.door.Tokens;
import io.byteor.e2e.question.postgres.Store;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.part.PartCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fills the audit store with actions that are known beforehand and asks it: the documentation's questions in SQL, each held against
 * rows that are worked out from the population alone; the calls that answer them, by their totals; and how each was carried out.
 * Then times lists, filters and details over HTTP, call by call beside the same statements by a psql that stays connected.
 */
public final class QuestionsProof implements Proof {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int QUESTIONS = 10;
    private static final int ACTIONS_PER_REPLAY = 1_112;
    /**
     * Rounds of a shape in a turn, before the next shape's. So they come to a service, which is never compiled for one alone; and
     * whatever else the machine does falls on all of them.
     */
    private static final int ROUNDS = 50;

    /** Turns before the first that counts, so that the second compiler is done with what calls do. */
    private static final int WARM_UP = 60;

    private static final int COUNTED = 24;

    private static final double MOST = 1.3;
    private static final double MILLIS = 1_000;

    /** With a server's heap; that of the launcher's own system leaves room for the other parts. */
    private static final Adjustment ON_A_SERVER = Adjustment.PEAK_SPEED.and(Adjustment.ofJava("-Xms2g", "-Xmx2g"));

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public String claim() {
        return "the ten questions are answered right, without reading every day, and calls cost little more than their SQL";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Population population = new Population(trial.pick(4, 20), trial.pick(50, 1_000), ACTIONS_PER_REPLAY);
        Needs needs = Needs.of(Part.SINK);
        return trial.stage()
                .play(trial.scale() == Scale.FULL ? needs.adjusted(Part.SINK, ON_A_SERVER) : needs, system -> {
                    String address = system.state()
                                    .find(Part.DATABASE)
                                    .orElseThrow()
                                    .endpoint()
                                    .address() + "/byteor";
                    String token = new Tokens(
                                    system.credentials().issuer(),
                                    system.settings().data(),
                                    InstantSource.system())
                            .of("nora", "analyst", "*");
                    Door door = new Door(
                            system.state()
                                    .find(Part.SINK)
                                    .orElseThrow()
                                    .endpoint()
                                    .address(),
                            token);
                    try (Store store = new Store("jdbc:postgresql://" + address, PartCommands.DATABASE_USER)) {
                        try {
                            return new Scene(trial, population, store, "postgresql://" + address, door).play();
                        } finally {
                            store.clear(population);
                        }
                    }
                });
    }

    private record Scene(Trial trial, Population population, Store store, String databaseUrl, Door door) {
        Verdict play() throws Exception {
            trial.out().printf(Locale.ROOT, "filling in %,d actions%n", population.actions());
            long begin = System.nanoTime();
            store.fill(population);
            double filled = Duration.ofNanos(System.nanoTime() - begin).toMillis() / MILLIS;
            List<String> wrong = new ArrayList<>();
            List<String> wholeReads = new ArrayList<>();
            Answers answers = new Answers(population, variables());
            questions(answers, wrong, wholeReads);
            calls(answers, wrong);
            List<Shape> shapes = Shape.of(population, store::rows);
            for (Shape shape : shapes) {
                for (String statement : shape.statements()) {
                    plan(shape.name(), statement, wholeReads);
                }
            }
            wrong.forEach(trial.out()::println);
            wholeReads.forEach(trial.out()::println);
            Verdict.Collector figures = Verdict.collector()
                    .figure("actions", population.actions())
                    .figure("days", population.days())
                    .figure("fillSeconds", Times.rounded(filled))
                    .expect("questionsAnsweredOtherwise", wrong.size(), 0)
                    .expect("plansThatReadEveryDay", wholeReads.size(), 0);
            race(shapes, figures);
            return figures.verdict();
        }

        private Variables variables() {
            return new Variables(population);
        }

        private void questions(Answers answers, List<String> wrong, List<String> wholeReads) throws Exception {
            QuestionPage page = QuestionPage.read(Path.of(System.getProperty("byteor.home", ".")));
            for (int question = 1; question <= QUESTIONS; question++) {
                String sql = page.sql(question, variables().of(question));
                List<String> expected = answers.rows(question);
                List<String> rows = store.rows(sql);
                if (expected.isEmpty() || !expected.equals(rows)) {
                    wrong.add("question %d: expected %d rows, found %d; %s"
                            .formatted(question, expected.size(), rows.size(), difference(expected, rows)));
                }
                plan("question " + question, sql, wholeReads);
            }
        }

        private static String difference(List<String> expected, List<String> rows) {
            for (int i = 0; i < Math.min(expected.size(), rows.size()); i++) {
                if (!expected.get(i).equals(rows.get(i))) {
                    return "row " + i + " is " + rows.get(i) + ", not " + expected.get(i);
                }
            }
            return "one is the beginning of the other";
        }

        /** The calls beside the questions, by how many rows or of how many they tell. */
        private void calls(Answers answers, List<String> wrong) throws IOException {
            for (Call call : Call.all(population, answers)) {
                int found = 0;
                for (String path : call.paths()) {
                    found += items(QuestionPage.call(path, variables().of(call.question())));
                }
                if (found != call.items()) {
                    wrong.add("calls " + call.paths() + ": expected " + call.items() + " items, found " + found);
                }
            }
        }

        /** Of all pages. */
        private int items(String path) throws IOException {
            boolean paged = !path.contains("/stats/");
            int items = 0;
            String next = "";
            do {
                JsonNode page = MAPPER.readTree(
                        door.get(path + (paged ? "&limit=1000" : "") + (next.isEmpty() ? "" : "&after=" + next)));
                items += page.path("items").size();
                next = page.path("next").asText("");
            } while (!next.isEmpty());
            return items;
        }

        /**
         * Notes a plan that has read every partition otherwise than by an index condition (a bitmap always comes of one), and one
         * that by whatever condition has looked at more than half of all actions.
         */
        private void plan(String what, String sql, List<String> wholeReads) throws Exception {
            JsonNode plan = MAPPER.readTree(store.plan(sql));
            Set<String> read = new TreeSet<>();
            double rows = scanned(plan, read);
            if (read.size() >= population.days()) {
                wholeReads.add(what + " reads every day: " + read);
            }
            if (rows > population.actions() / 2.0) {
                wholeReads.add("%s reads %,.0f of %,d actions".formatted(what, rows, population.actions()));
            }
        }

        /** @return how many rows of actions were looked at, those that a filter held back included */
        private static double scanned(JsonNode node, Set<String> read) {
            double rows = 0;
            String relation = node.path("Relation Name").asText();
            if (relation.startsWith("replay_action_")) {
                double loops = node.path("Actual Loops").asDouble();
                rows = loops
                        * (node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble()
                                + node.path("Rows Removed by Index Recheck").asDouble());
                boolean bitmap = node.path("Node Type").asText().startsWith("Bitmap");
                if (!bitmap && !node.has("Index Cond") && loops > 0) {
                    read.add(relation);
                }
            }
            for (JsonNode child : node) {
                rows += scanned(child, read);
            }
            return rows;
        }

        private void race(List<Shape> shapes, Verdict.Collector figures) throws Exception {
            try (Psql psql = Psql.open(databaseUrl, PartCommands.DATABASE_USER).orElse(null)) {
                figures.figure("beside", psql == null ? "JDBC, for want of psql" : "psql");
                Race race = new Race(door::drain, psql == null ? store::rows : psql::ask);
                turns(race, shapes, trial.pick(1, WARM_UP));
                for (Race.Result result : turns(race, shapes, trial.pick(1, COUNTED))) {
                    String shape = result.shape().name();
                    Times http = result.http();
                    Times sql = result.sql();
                    double ratio = http.p99() / sql.p99();
                    figures.figure(shape + "P99Millis", Times.rounded(http.p99()))
                            .figure(shape + "SqlP99Millis", Times.rounded(sql.p99()))
                            .figure(shape + "MedianRatio", Times.rounded(http.p50() / sql.p50()));
                    if (trial.scale() == Scale.FULL) {
                        figures.expect(shape + "Within", ratio < MOST, true);
                    }
                    figures.figure(shape + "Ratio", Times.rounded(ratio));
                }
            }
        }

        private List<Race.Result> turns(Race race, List<Shape> shapes, int turns) throws Exception {
            int rounds = trial.pick(ROUNDS / 2, ROUNDS);
            List<Race.Result> results = shapes.stream()
                    .map(shape -> new Race.Result(shape, turns * rounds))
                    .toList();
            for (int turn = 0; turn < turns; turn++) {
                for (Race.Result result : results) {
                    race.run(result, rounds);
                }
            }
            return results;
        }
    }
}

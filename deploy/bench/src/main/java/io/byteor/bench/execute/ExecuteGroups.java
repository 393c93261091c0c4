package io.byteor.bench.execute;

import io.byteor.bench.Contest;
import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.bench.kafka.PerformanceTool;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Every record of one lane to a topic, by an execute and by producers that know nothing of replays. One of them writes what the
 * execute writes, the actions too: a limit, not a peer.
 */
public final class ExecuteGroups {
    private static final int RECORDS = 1_000_000;
    private static final String UNIT = "records/s";
    private static final String OURS = "execute";
    private static final String LOOP = "transactional producer loop";
    private static final String AS_MUCH = "transactional producer loop, writing as much";
    private static final String TOOL = "ProducerPerformance with transactions";

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");
    private static final Logger RUNNER = Logger.getLogger("io.byteor.runner");

    private ExecuteGroups() {}

    /** With a broker, started here as a process of its own. */
    public static Contest toKafka(String name, Path folder) throws Exception {
        quiet();
        CapturedLoad load = CapturedLoad.write(folder.resolve("execute"), RECORDS);
        Path lines = load.writeLines(folder.resolve("execute.payloads"));
        BrokerProcess broker = BrokerProcess.start(folder.resolve("execute-broker"));
        try {
            ProducerLoop loop = ProducerLoop.bare(broker, load);
            PerformanceTool tool =
                    new PerformanceTool(broker.bootstrapServers(), broker.newTopic("bench.tool"), lines, RECORDS);
            RunnerInProcess runner = new RunnerInProcess(broker, load);
            runner.run();
            ProducerLoop asMuch = ProducerLoop.writingAsMuch(broker, load, RunnerInProcess.TOPIC);
            return new Contest(
                    List.of(new Group(
                            name,
                            UNIT,
                            List.of(
                                    new Contestant(OURS, true, runner::run),
                                    new Contestant(LOOP, false, loop::run),
                                    new Contestant(AS_MUCH, false, asMuch::run),
                                    new Contestant(TOOL, false, tool::run)),
                            List.of(
                                    new Mark.Ratio("of the loop", OURS, LOOP, 0.5),
                                    Mark.Ratio.told("of the loop writing as much", OURS, AS_MUCH),
                                    Mark.Ratio.told("the loop writing as much of the loop", AS_MUCH, LOOP),
                                    new Mark.Ratio("times ProducerPerformance", OURS, TOOL, 1)))),
                    () -> {
                        runner.close();
                        broker.close();
                    });
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    /** Without a broker, and without a mark. */
    public static Contest dispatch(String name, Path folder) throws Exception {
        quiet();
        DispatchStage stage = new DispatchStage(CapturedLoad.write(folder.resolve("dispatch"), RECORDS));
        return Contest.of(
                new Group(name, UNIT, List.of(new Contestant("dispatch stage alone", true, stage::run)), List.of()));
    }

    private static void quiet() {
        CLIENTS.setLevel(Level.WARNING);
        RUNNER.setLevel(Level.WARNING);
    }
}

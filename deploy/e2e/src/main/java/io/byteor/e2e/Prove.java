package io.byteor.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.backends.process.Directories;
import io.byteor.e2e.Proof.Scale;
import io.byteor.e2e.Proof.Trial;
import io.byteor.e2e.attack.IngestAttacksProof;
import io.byteor.e2e.bag.BagDamageProof;
import io.byteor.e2e.effect.ExecuteKillProof;
import io.byteor.e2e.effect.HttpFaultsProof;
import io.byteor.e2e.effect.ReapplyProof;
import io.byteor.e2e.export.ExportProof;
import io.byteor.e2e.fuzz.FuzzProof;
import io.byteor.e2e.govern.access.WhoMayProof;
import io.byteor.e2e.govern.escalation.AgentEscalationProof;
import io.byteor.e2e.govern.race.ApprovalRaceProof;
import io.byteor.e2e.govern.race.RevocationRaceProof;
import io.byteor.e2e.govern.vote.VotesProof;
import io.byteor.e2e.ingest.BigUploadProof;
import io.byteor.e2e.ingest.IngestKillProof;
import io.byteor.e2e.model.ModelProof;
import io.byteor.e2e.playbook.PlaybookProof;
import io.byteor.e2e.question.QuestionsProof;
import io.byteor.e2e.remedy.RemedyProof;
import io.byteor.e2e.rules.RulesProof;
import io.byteor.e2e.simulation.SimulationProof;
import io.byteor.e2e.sink.SinkKillProof;
import io.byteor.e2e.tamper.TamperProof;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code byteor prove NAME [--scale small|full] [--seed N]}: tries one claim, full size unless told otherwise; without a name
 * it lists the claims. The last line is {@code {"name","scale","seed","figures":{},"held"}}.
 */
@Command(
        name = "byteor prove",
        description = "Run one acceptance proof; without a name, list them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the claim held", "1:it was refuted, or could not be tried", "2:wrong usage"})
public final class Prove implements Callable<Integer> {
    private static final List<Proof> PROOFS = List.of(
            new RunnerKillProof(),
            new IngestKillProof(),
            new BagDamageProof(),
            new FuzzProof(),
            new IngestAttacksProof(),
            new BigUploadProof(),
            new RulesProof(),
            new ModelProof(),
            new RemedyProof(),
            new SimulationProof(),
            new VotesProof(),
            new WhoMayProof(),
            new AgentEscalationProof(),
            new ApprovalRaceProof(),
            new RevocationRaceProof(),
            new ReapplyProof(),
            new HttpFaultsProof(),
            new ExecuteKillProof(),
            new SinkKillProof(),
            new TamperProof(),
            new QuestionsProof(),
            new ExportProof(),
            new PlaybookProof());

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One of the proofs.")
    private @Nullable String name;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "full",
            description = "small or full. Default: ${DEFAULT-VALUE}.")
    private Scale scale;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same random choices. Default: ${DEFAULT-VALUE}.")
    private long seed;

    Prove() {}

    public static void main(String[] args) {
        CLIENTS.setLevel(Level.WARNING);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Prove()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        if (name == null) {
            PROOFS.forEach(proof -> out.printf(Locale.ROOT, "%-16s %s%n", proof.name(), proof.claim()));
            return ExitCode.OK;
        }
        Proof proof = PROOFS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "NAME is one of " + PROOFS.stream().map(Proof::name).toList()));
        return report(proof, scale, seed, out);
    }

    private static int report(Proof proof, Scale scale, long seed, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("byteor-prove-");
        Verdict verdict = proof.run(new Trial(scale, seed, folder, out));
        if (verdict.held()) {
            Directories.delete(folder);
        } else {
            out.println("refuted; what the trial left behind is in " + folder);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", proof.name());
        line.put("scale", scale.name().toLowerCase(Locale.ROOT));
        line.put("seed", seed);
        line.put("figures", verdict.figures());
        line.put("held", verdict.held());
        out.println(new ObjectMapper().writeValueAsString(line));
        return verdict.held() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}

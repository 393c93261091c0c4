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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code byteor prove NAME [--scale small|full] [--seed N]}: tries one claim, full size unless told otherwise; without a name
 * it lists the claims. The last line is {@code {"name","scale","seed","figures":{},"held"}}.
 */
public final class Prove {
    private static final List<Proof> PROOFS = List.of(
            new RunnerKillProof(),
            new IngestKillProof(),
            new BagDamageProof(),
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
    private static final int USAGE = 2;

    // Held on to, since java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private Prove() {}

    /** Exits 0 only when the claim held; 1 when it was refuted; 2 for wrong usage. */
    public static void main(String[] args) throws Exception {
        CLIENTS.setLevel(Level.WARNING);
        System.exit(run(Arrays.asList(args), System.out));
    }

    static int run(List<String> args, PrintStream out) throws Exception {
        if (args.isEmpty()) {
            PROOFS.forEach(proof -> out.printf(Locale.ROOT, "%-16s %s%n", proof.name(), proof.claim()));
            return 0;
        }
        var proof =
                PROOFS.stream().filter(p -> p.name().equals(args.getFirst())).findFirst();
        try {
            Scale scale = Scale.valueOf(option(args, "--scale", "full").toUpperCase(Locale.ROOT));
            long seed = Long.parseLong(option(args, "--seed", "1"));
            if (proof.isPresent()) {
                return report(proof.get(), scale, seed, out);
            }
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        out.println("usage: byteor prove NAME [--scale small|full] [--seed N]; NAME is one of "
                + PROOFS.stream().map(Proof::name).toList());
        return USAGE;
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
        return verdict.held() ? 0 : 1;
    }

    private static String option(List<String> args, String name, String otherwise) {
        int at = args.indexOf(name);
        if (at >= 0 && at + 1 == args.size()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return at < 0 ? otherwise : args.get(at + 1);
    }
}

package io.byteor.cli.verify;

import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.Verb;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.lint.BundleLint;
import io.byteor.schemas.bundle.lint.Finding;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Warns of what a replay would stumble over. */
@Command(
        name = "lint",
        description =
                "Warn of gaps, skewed clocks, missing documents and truncated lanes: exit 0 when nothing is above info.")
public final class LintVerb extends Verb {
    @Parameters(paramLabel = "BUNDLE", description = "A folder or a tar (plain, gzip or zstandard).")
    private String bundle;

    @Option(
            names = "--clock-tolerance",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "By how much clocks may disagree (ISO 8601). Default: ${DEFAULT-VALUE}.")
    private Duration tolerance;

    /** The answer. */
    private record Linted(boolean clean, List<Finding> findings) {}

    @Override
    protected ExitCode run(Console console) {
        List<Finding> findings = lint();
        boolean clean = findings.stream().noneMatch(Finding::isAboveInfo);
        Table text = new Table("SEVERITY", "CODE", "PLACE", "VALUE", "DETAIL");
        findings.forEach(finding -> text.row(
                finding.severity(), finding.code().name(), finding.place(), finding.value(), finding.detail()));
        console.answer(
                JsonForm.of(new Linted(clean, findings)), findings.isEmpty() ? List.of("nothing found") : text.lines());
        return clean ? ExitCode.OK : ExitCode.SAID_NO;
    }

    private List<Finding> lint() {
        BundleLint lint = new BundleLint(BundleLimits.STANDARD, tolerance);
        try {
            return switch (BundlePlace.of(bundle)) {
                case BundlePlace.Folder folder -> lint.lint(folder.source());
                case BundlePlace.Tar tar -> lint.lint(tar.source());
                case BundlePlace.Stored stored ->
                    throw new ByteorException(
                            ErrorCode.REQUEST_INVALID, "a bundle's folder or its tar", "BUNDLE", stored.bundleId());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

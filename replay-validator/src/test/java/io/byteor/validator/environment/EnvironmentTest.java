package io.byteor.validator.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.target.TargetAddress;
import io.byteor.validator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final Path PAGE = Path.of(System.getProperty("byteor.home", ".."), "deploy/docs/govern.md");
    private static final String SPARSE = """
            {"name":"demo","posture":{"dryRun":{"allowed":true},"execute":{"allowed":false}}}
            """;

    @Test
    void readsWhatTheDocumentSays() {
        Environment demo = Environment.parse(World.json(World.DEMO));

        assertThat(demo.posture().execute().approvals()).isEqualTo(1);
        assertThat(demo.posture().limits()).isEqualTo(new Limits(1_000_000, 50_000, Duration.ofHours(1)));
        assertThat(demo.targets()).containsEntry("alerts", new TargetAddress.KafkaTopic("quake.alerts"));
    }

    @Test
    void givesFiniteLimitsAndOneApprovalToWhatIsLeftOut() {
        Posture posture = Environment.parse(World.json(SPARSE)).posture();

        assertThat(posture.limits()).isEqualTo(Limits.USUAL);
        assertThat(posture.execute().approvals()).isEqualTo(1);
        assertThat(posture.dryRun().approvals()).isZero();
    }

    @Test
    void asksForAnEarlierDryRunOnlyWhereItSaysSo() {
        String asking = World.DEMO.replace(
                "\"dryRunWithin\":null,\"maxDivergence\":null", "\"dryRunWithin\":\"PT1H\",\"maxDivergence\":0.1");

        assertThat(Environment.parse(World.json(World.DEMO)).posture().execute().dryRunDemand())
                .isEmpty();
        assertThat(Environment.parse(World.json(asking)).posture().execute().dryRunDemand())
                .contains(new DryRunDemand(Duration.ofHours(1), 0.1));
    }

    @Test
    void asksForTheStricterOfTwoDryRuns() {
        DryRunDemand fresh = new DryRunDemand(Duration.ofHours(1), null);
        DryRunDemand close = new DryRunDemand(Duration.ofHours(2), 0.1);

        assertThat(fresh.stricter(close))
                .isEqualTo(close.stricter(fresh))
                .isEqualTo(new DryRunDemand(Duration.ofHours(1), 0.1));
    }

    @Test
    void survivesItsOwnWriting() {
        Environment demo =
                Environment.parse(World.json(World.DEMO.replace("\"dryRunWithin\":null", "\"dryRunWithin\":\"PT1H\"")));

        assertThat(Environment.parse(World.json(demo.json().canonical()))).isEqualTo(demo);
    }

    @Test
    void readsTheDocumentsThatThePageShows() throws IOException {
        String page = Files.readString(PAGE);

        List<Environment> shown = Pattern.compile("^```json\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("\"posture\""))
                .map(block -> Environment.parse(World.json(block)))
                .toList();

        assertThat(shown).extracting(Environment::name).containsOnly("demo");
        assertThat(shown)
                .flatExtracting(environment -> environment.posture().freezes())
                .extracting(Freeze::from, Freeze::to, Freeze::reason)
                .containsExactly(
                        tuple(Instant.parse("2026-12-23T18:00:00Z"), Instant.parse("2027-01-02T06:00:00Z"), "year end"),
                        tuple(Instant.parse("2027-02-28T23:00:00Z"), Instant.parse("2027-03-01T03:00:00Z"), ""));
    }

    @Test
    void digestsEqualPosturesAlikeHoweverTheyAreWritten() {
        String spelledOut = SPARSE.replace(
                "\"execute\":{\"allowed\":false}",
                "\"freezes\":[],\"execute\":{\"approvalLifetime\":\"PT240M\",\"allowed\":false,\"approvals\":1}");

        assertThat(Environment.parse(World.json(spelledOut)).posture().digest())
                .isEqualTo(Environment.parse(World.json(SPARSE)).posture().digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":\"demo\"            | \"name\":\"demo\",\"colour\":1     | /colour",
                "\"approvals\":0              | \"approvals\":-1                   | /posture/dryRun/approvals",
                "\"approvals\":0              | \"approvers\":0                    | /posture/dryRun/approvers",
                "PT4H                         | 4 hours                            | /posture/execute/approvalLifetime",
                "PT4H                         | P36501D                            | /posture/execute/approvalLifetime",
                "PT4H                         | PT9223372036854775807S             | /posture/execute/approvalLifetime",
                "\"records\":1000000          | \"records\":9007199254740992      | /posture/limits/records",
                "\"records\":1000000          | \"records\":0                      | /posture/limits/records",
                "\"records\":1000000          | \"records\":1.5                    | /posture/limits/records",
                "\"duration\":\"PT1H\"        | \"duration\":\"PT0S\"              | /posture/limits/duration",
                "\"dryRunWithin\":null        | \"dryRunWithin\":\"PT0S\"         | /posture/execute/dryRunWithin",
                "\"maxDivergence\":null       | \"maxDivergence\":1.1              | /posture/execute/maxDivergence",
                "\"freezes\":[]               | \"freezes\":[{\"from\":\"now\"}]   | /posture/freezes/0/from",
                "quake.alerts                 | byteor.replay.decided              | /targets/alerts/kafka/topic",
                "quake.alerts                 | no topic                           | /targets/alerts/kafka/topic",
                "{\"kafka\"                   | {\"smtp\"                          | /targets/alerts/kafka",
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhere(String of, String with, String place) {
        String broken = World.DEMO.replace(of.strip(), with.strip());

        assertThatThrownBy(() -> Environment.parse(World.json(broken)))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.place()).isEqualTo(place));
    }
}

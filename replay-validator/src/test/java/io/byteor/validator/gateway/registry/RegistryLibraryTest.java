package io.byteor.validator.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.validator.World;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.registry.Registry;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegistryLibraryTest {
    private static final String MOVED = World.AGENT_DOCUMENT.replace("demo", "lab");

    private final RegistryLibrary library = new RegistryLibrary(new FakeRegistry()
            .put(put("environment", "demo", World.DEMO, 1))
            .put(put("environment", "lab", World.DEMO.replace("demo", "lab"), 1))
            .put(put("agent", World.AGENT_ID, World.AGENT_DOCUMENT, 1))
            .put(put("agent", World.AGENT_ID, MOVED, 2))
            .put(put("pipeline", World.SPEC_HASH, World.pipelineDocument("candidate"), 1))
            .put(put("pipeline", World.SPEC_HASH, World.pipelineDocument("active"), 2)));

    @Test
    void listsWhatTheClaimReachesAndEveryPipeline() {
        assertThat(library.list(RegistryKind.ENVIRONMENT, null, 10, caller("lab"))
                        .items())
                .extracting(RegistryLine::key)
                .containsExactly("lab");
        assertThat(library.list(RegistryKind.AGENT, null, 10, caller("demo")).items())
                .isEmpty();
        assertThat(library.list(RegistryKind.PIPELINE, null, 10, caller()).items())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.status()).isEqualTo("active");
                    assertThat(line.pipeline()).isEqualTo("quake-alerts");
                });
    }

    @Test
    void tellsRevisionsTheLatestFirstAndTheirDocumentsApart() {
        List<RegistryLine> lines = library.history(RegistryKind.PIPELINE, World.SPEC_HASH, null, 10, caller())
                .items();

        assertThat(lines).extracting(RegistryLine::revision).containsExactly(2L, 1L);
        assertThat(lines.getFirst().digest()).isNotEqualTo(lines.getLast().digest());
        assertThat(library.history(RegistryKind.PIPELINE, World.SPEC_HASH, 2L, 10, caller())
                        .items())
                .extracting(RegistryLine::revision)
                .containsExactly(1L);
    }

    @Test
    void leavesOutHowAnAgentStoodElsewhere() {
        assertThat(library.history(RegistryKind.AGENT, World.AGENT_ID, null, 10, caller("lab"))
                        .items())
                .extracting(RegistryLine::revision)
                .containsExactly(2L);
        assertRefused(
                ErrorCode.FORBIDDEN, () -> library.revision(RegistryKind.AGENT, World.AGENT_ID, 1, caller("lab")));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> library.difference(RegistryKind.AGENT, World.AGENT_ID, null, null, caller("lab")));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> library.history(RegistryKind.AGENT, World.AGENT_ID, null, 10, caller("demo")));
    }

    @Test
    void tellsWhatTheLastPutChangedUnlessAskedForOthers() {
        RegistryLibrary.Difference last =
                library.difference(RegistryKind.PIPELINE, World.SPEC_HASH, null, null, caller());
        RegistryLibrary.Difference first = library.difference(RegistryKind.PIPELINE, World.SPEC_HASH, 0L, 1L, caller());

        assertThat(last.from()).isEqualTo(1);
        assertThat(last.patch()).isEqualTo("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]");
        assertThat(first.patch()).startsWith("[{\"op\":\"add\",\"path\":\"\",\"value\":{\"spec\":");
    }

    @Test
    void saysWhatItDoesNotHave() {
        assertRefused(ErrorCode.REGISTRY_ENTRY_NOT_FOUND, () -> library.get(RegistryKind.AGENT, "nobody", caller("*")));
        assertRefused(
                ErrorCode.REGISTRY_ENTRY_NOT_FOUND,
                () -> library.history(RegistryKind.AGENT, "nobody", null, 10, caller("*")));
        assertRefused(
                ErrorCode.REGISTRY_ENTRY_NOT_FOUND,
                () -> library.revision(RegistryKind.PIPELINE, World.SPEC_HASH, 3, caller("*")));
    }

    private static RegistryFact put(String kind, String key, String document, long revision) {
        return Registry.put(World.put(kind, key, document), revision - 1, World.NOON)
                .fact();
    }

    private static Caller caller(String... environments) {
        return new Caller(World.person("nora"), Set.of("analyst"), List.of(environments));
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

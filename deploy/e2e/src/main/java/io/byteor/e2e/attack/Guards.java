package io.byteor.e2e.attack;

import io.byteor.e2e.attack.door.Attack;
import io.byteor.schemas.error.Area;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there must be an attack for: every code of capture and of the door that ingest can answer with, and every key of the
 * generated reference that sets a limit.
 */
final class Guards {
    private static final Path REFERENCE = Path.of("deploy", "docs", "generated", "configuration.md");
    private static final Pattern KEY = Pattern.compile("^\\| `(byteor\\.ingest\\.(?:limits|guards)\\.[a-z.-]+)` \\|");
    private static final Pattern NO_WORD = Pattern.compile("\\W+");
    private static final List<Path> SOURCES = Stream.of("service", "store")
            .map(module -> Path.of("bundle-ingest", module, "src", "main", "java"))
            .toList();
    private static final Set<ErrorCode> CODES = EnumSet.allOf(ErrorCode.class);
    private static final Set<Area> AREAS = EnumSet.of(Area.CAPTURE, Area.DOOR);

    /** Codes that ingest does not say, and who does. That its sources do not name them is looked after. */
    private static final Map<ErrorCode, String> ELSEWHERE = new EnumMap<>(Map.of(
            ErrorCode.RECORD_TOO_LARGE, "said by the writer; in a segment that arrives, such a record breaks its block",
            ErrorCode.SIGNATURE_INVALID, "said by whoever verifies a signature; ingest keeps what it cannot judge",
            ErrorCode.REDACTION_REFUSED, "said by whoever derives a bundle; ingest takes it as any other",
            ErrorCode.IDEMPOTENCY_KEY_REUSED, "said by the gateway; a bundle's id is its idempotency key",
            ErrorCode.CURSOR_INVALID, "said by audit-sink; ingest lists nothing",
            ErrorCode.EXPORT_TOO_LARGE, "said by audit-sink, which alone exports",
            ErrorCode.EXPORT_TOO_LONG, "said by audit-sink, which alone exports",
            ErrorCode.EXPORTS_BUSY, "said by audit-sink, which alone exports"));

    /** Codes that no request is answered with on its own account, and why. */
    private static final Map<ErrorCode, String> NO_ATTACK = new EnumMap<>(Map.of(
            ErrorCode.STORAGE_FULL, "needs a full disk; tried by the tests of the store",
            ErrorCode.UNAVAILABLE, "needs a broker that is away; the bundle is kept then, which is no attack",
            ErrorCode.INTERNAL, "no request may be able to bring it about"));

    private Guards() {}

    /** What has no attack though it needs one, and what is excused though it is attacked. */
    static List<String> faults(List<Attack> attacks, Path home) throws IOException {
        List<String> faults = new ArrayList<>();
        Set<ErrorCode> attacked = attacks.stream().map(Attack::code).collect(Collectors.toSet());
        for (ErrorCode code : ErrorCode.values()) {
            boolean excused = isExcused(code);
            if (AREAS.contains(code.area()) && !excused && !attacked.contains(code)) {
                faults.add("no attack is answered with " + code);
            }
            if (excused && attacked.contains(code)) {
                faults.add(code + " is excused and attacked");
            }
        }
        named(home).stream()
                .filter(ELSEWHERE::containsKey)
                .forEach(code -> faults.add(code + " is excused as said elsewhere, and ingest names it"));
        Set<String> keys = keys(home);
        Set<String> tried = attacks.stream()
                .map(Attack::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        keys.stream().filter(key -> !tried.contains(key)).forEach(key -> faults.add("no attack is stopped by " + key));
        tried.stream().filter(key -> !keys.contains(key)).forEach(key -> faults.add("the reference has no " + key));
        return faults;
    }

    /** How many codes and keys there must be attacks for. */
    static int count(Path home) throws IOException {
        long codes = Arrays.stream(ErrorCode.values())
                .filter(code -> AREAS.contains(code.area()) && !isExcused(code))
                .count();
        return Math.toIntExact(codes) + keys(home).size();
    }

    private static boolean isExcused(ErrorCode code) {
        return ELSEWHERE.containsKey(code) || NO_ATTACK.containsKey(code);
    }

    /** Codes that stand in the sources of ingest. */
    private static Set<ErrorCode> named(Path home) throws IOException {
        Set<ErrorCode> named = EnumSet.noneOf(ErrorCode.class);
        for (Path module : SOURCES) {
            try (Stream<Path> sources = Files.walk(home.resolve(module))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Set<String> words = Set.copyOf(List.of(NO_WORD.split(Files.readString(source))));
                    CODES.stream().filter(code -> words.contains(code.name())).forEach(named::add);
                }
            }
        }
        return named;
    }

    private static Set<String> keys(Path home) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String line : Files.readAllLines(home.resolve(REFERENCE))) {
            Matcher key = KEY.matcher(line);
            if (key.find()) {
                keys.add(key.group(1));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("no limits found in " + REFERENCE);
        }
        return keys;
    }
}

package io.byteor.e2e.bag;

import static io.byteor.e2e.bag.Expectation.INVALID;
import static io.byteor.e2e.bag.Expectation.VALID;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.bundle.BundleLayout;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Ways to change a bag. Those that change a tag file make the tag manifest fit, so that the change itself has to be judged and
 * not only its trace.
 */
enum BagDamage {
    NONE((bag, random) -> VALID),
    DELETE((bag, random) -> {
        String path = bag.any(random);
        bag.remove(path);
        return Expectation.of(outsideEveryManifest(path));
    }),
    ADD_PAYLOAD((bag, random) -> {
        bag.put("data/added-" + random.nextInt(), "x");
        return INVALID;
    }),
    ADD_TAG_FILE((bag, random) -> {
        bag.put("added-" + random.nextInt(1000) + ".txt", "x");
        return VALID;
    }),
    TRUNCATE((bag, random) -> {
        String path = bag.any(random);
        byte[] content = bag.get(path);
        bag.put(path, Arrays.copyOf(content, random.nextInt(content.length)));
        return truncated(path, bag);
    }),
    FLIP((bag, random) -> {
        String path = bag.any(random);
        byte[] content = bag.get(path).clone();
        int at = random.nextInt(content.length);
        byte before = content[at];
        content[at] ^= (byte) (1 << random.nextInt(8));
        bag.put(path, content);
        boolean capital = before >= 'a' && before <= 'f' && content[at] == before - 'a' + 'A';
        boolean inDigest = at == 0 || new String(content, 0, at, UTF_8).lastIndexOf('\n') >= at - 64;
        if (path.equals(BundleLayout.TAG_MANIFEST) && capital && inDigest) {
            return Expectation.UPPER_CASE_DIGEST;
        }
        return Expectation.of(path.startsWith(BundleLayout.SIGNATURES));
    }),
    RENAME((bag, random) -> {
        String path = bag.any(random);
        bag.put(path + "x", bag.remove(path));
        return Expectation.of(outsideEveryManifest(path));
    }),
    SWAP((bag, random) -> {
        String one = bag.anyPayload(random);
        String other = bag.anyPayload(random);
        byte[] kept = bag.get(one);
        bag.put(one, bag.get(other));
        bag.put(other, kept);
        return Expectation.of(Arrays.equals(bag.get(one), kept));
    }),
    MANIFEST_LOSES_A_LINE((bag, random) -> {
        bag.editManifest(text -> text.substring(text.indexOf('\n') + 1));
        return INVALID;
    }),
    MANIFEST_NAMES_A_MISSING_FILE((bag, random) -> {
        bag.editManifest(text -> text + "0".repeat(64) + "  data/missing\n");
        return INVALID;
    }),
    MANIFEST_HAS_A_WRONG_DIGEST((bag, random) -> {
        bag.editManifest(text -> "0".repeat(64) + text.substring(64));
        return INVALID;
    }),
    MANIFEST_HAS_A_SHORT_DIGEST((bag, random) -> {
        bag.editManifest(text -> text.substring(1));
        return INVALID;
    }),
    MANIFEST_HAS_A_BLANK_LINE((bag, random) -> {
        bag.editManifest(text -> text + "\n");
        return INVALID;
    }),
    MANIFEST_HAS_A_LINE_TWICE((bag, random) -> {
        bag.editManifest(text -> text + text.lines().findFirst().orElseThrow() + "\n");
        return Expectation.LINE_TWICE;
    }),
    MANIFEST_IN_UPPER_CASE((bag, random) -> {
        bag.editManifest(text -> text.lines()
                .map(line -> line.substring(0, 64).toUpperCase(Locale.ROOT) + line.substring(64) + "\n")
                .collect(Collectors.joining()));
        return Expectation.UPPER_CASE_DIGEST;
    }),
    MANIFEST_IN_ANOTHER_ORDER((bag, random) -> {
        bag.editManifest(text -> {
            List<String> lines = Arrays.asList(text.split("\n", -1));
            Collections.shuffle(lines.subList(0, lines.size() - 1), new java.util.Random(random.nextLong()));
            return String.join("\n", lines);
        });
        return VALID;
    }),
    MANIFEST_WITH_CRLF((bag, random) -> lineEnds(bag, "\r\n")),
    MANIFEST_WITH_CR((bag, random) -> lineEnds(bag, "\r")),
    MANIFEST_WITHOUT_LAST_LINE_END((bag, random) -> {
        bag.editManifest(String::stripTrailing);
        return VALID;
    }),
    MANIFEST_WITH_TABS((bag, random) -> {
        bag.editManifest(text -> text.replace("  ", "\t \t"));
        return VALID;
    }),
    MANIFEST_WITH_ASTERISKS((bag, random) -> {
        bag.editManifest(text -> text.replace("  ", " *"));
        return Expectation.ASTERISK_IN_1_0;
    }),
    ASTERISKS_IN_0_97((bag, random) -> {
        bag.edit(BundleLayout.BAGIT, text -> text.replace("1.0", "0.97"));
        bag.editManifest(text -> text.replace("  ", " *"));
        return VALID;
    }),
    MANIFEST_LEADS_OUT((bag, random) -> {
        bag.editManifest(text -> text + "0".repeat(64) + "  data/../../out\n");
        return INVALID;
    }),
    MANIFEST_HAS_A_PATH_NOT_PLAIN((bag, random) -> {
        bag.editManifest(text -> text.replaceFirst("data/", random.nextBoolean() ? "data//" : "./data/"));
        return Expectation.PATH_NOT_PLAIN;
    }),
    PERCENT_IN_A_NAME((bag, random) -> {
        bag.put("data/100%", "x");
        bag.put(BundleLayout.MANIFEST, bag.manifest("SHA-256"));
        bag.edit(BundleLayout.BAG_INFO, BagDamage::withoutOxum);
        bag.coverTags();
        return Expectation.PERCENT_NOT_DECODED;
    }),
    SECOND_MANIFEST((bag, random) -> {
        boolean md5 = random.nextBoolean();
        bag.put(md5 ? "manifest-md5.txt" : "manifest-sha512.txt", bag.manifest(md5 ? "MD5" : "SHA-512"));
        return VALID;
    }),
    SECOND_MANIFEST_NOT_COMPLETE((bag, random) -> {
        String whole = bag.manifest("SHA-1");
        bag.put("manifest-sha1.txt", whole.substring(whole.indexOf('\n') + 1));
        return INVALID;
    }),
    SECOND_MANIFEST_DISAGREES((bag, random) -> {
        bag.put("manifest-md5.txt", "0".repeat(32) + bag.manifest("MD5").substring(32));
        return INVALID;
    }),
    OXUM_WRONG((bag, random) -> {
        bag.edit(BundleLayout.BAG_INFO, text -> text.replaceFirst("Payload-Oxum: ", "Payload-Oxum: 1"));
        bag.coverTags();
        return INVALID;
    }),
    OXUM_LEFT_OUT((bag, random) -> {
        bag.edit(BundleLayout.BAG_INFO, BagDamage::withoutOxum);
        bag.coverTags();
        return VALID;
    }),
    METADATA_WITHOUT_LABEL((bag, random) -> {
        bag.edit(BundleLayout.BAG_INFO, text -> text + "no label\n");
        bag.coverTags();
        return INVALID;
    }),
    TAG_FILES_IN_UTF_16((bag, random) -> {
        bag.edit(BundleLayout.BAGIT, text -> text.replace("UTF-8", "UTF-16"));
        for (String path : List.of(BundleLayout.BAG_INFO, BundleLayout.MANIFEST)) {
            bag.put(path, new String(bag.get(path), UTF_8).getBytes(UTF_16));
        }
        bag.coverTags();
        bag.put(BundleLayout.TAG_MANIFEST, new String(bag.get(BundleLayout.TAG_MANIFEST), UTF_8).getBytes(UTF_16));
        return VALID;
    }),
    ENCODING_THAT_DOES_NOT_FIT((bag, random) -> {
        bag.edit(BundleLayout.BAGIT, text -> text.replace("UTF-8", random.nextBoolean() ? "US-ASCII" : "ISO-8859-1"));
        bag.coverTags();
        return INVALID;
    }),
    ENCODING_UNKNOWN((bag, random) -> declaration(bag, "UTF-8", "KLINGON-1", INVALID)),
    VERSION_UNKNOWN((bag, random) -> declaration(bag, "1.0", "9.9", INVALID)),
    VERSION_0_97((bag, random) -> declaration(bag, "1.0", "0.97", VALID)),
    DECLARATION_WITH_A_BOM((bag, random) -> declaration(bag, "BagIt-V", "\uFEFFBagIt-V", INVALID)),
    DECLARATION_WITH_A_THIRD_LINE((bag, random) -> declaration(bag, "UTF-8\n", "UTF-8\nmore\n", INVALID)),
    DECLARATION_WITH_CRLF((bag, random) -> declaration(bag, "\n", "\r\n", VALID)),
    FETCH_OF_WHAT_IS_THERE((bag, random) -> {
        bag.put("fetch.txt", "https://example.org/spec - data/spec.json\n");
        return VALID;
    }),
    FETCH_OF_WHAT_IS_MISSING((bag, random) -> {
        bag.put("fetch.txt", "https://example.org/spec - data/spec.json\n");
        bag.remove("data/spec.json");
        return INVALID;
    });

    private final Change change;

    BagDamage(Change change) {
        this.change = change;
    }

    Expectation apply(DraftBag bag, RandomGenerator random) {
        return change.apply(bag, random);
    }

    /** BagIt has no opinion on signatures, and does not ask for the tag manifest. */
    private static boolean outsideEveryManifest(String path) {
        return path.startsWith(BundleLayout.SIGNATURES) || path.equals(BundleLayout.TAG_MANIFEST);
    }

    private static Expectation truncated(String path, DraftBag bag) {
        String left = new String(bag.get(path), UTF_8);
        boolean wholeLines = path.equals(BundleLayout.TAG_MANIFEST)
                && (left.isEmpty()
                        || left.endsWith("\n")
                        || BundleLayout.TAG_FILES.stream().anyMatch(file -> left.endsWith("  " + file)));
        return Expectation.of(wholeLines || path.startsWith(BundleLayout.SIGNATURES));
    }

    private static Expectation lineEnds(DraftBag bag, String end) {
        bag.editManifest(text -> text.replace("\n", end));
        return VALID;
    }

    private static Expectation declaration(DraftBag bag, String from, String to, Expectation expected) {
        bag.edit(BundleLayout.BAGIT, text -> text.replace(from, to));
        bag.coverTags();
        return expected;
    }

    private static String withoutOxum(String text) {
        return text.replaceFirst("Payload-Oxum: .*\n", "");
    }

    @FunctionalInterface
    private interface Change {
        Expectation apply(DraftBag bag, RandomGenerator random);
    }
}

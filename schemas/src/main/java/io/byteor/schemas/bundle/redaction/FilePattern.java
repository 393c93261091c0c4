package io.byteor.schemas.bundle.redaction;

import io.byteor.schemas.bundle.BundleLayout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths below {@value BundleLayout#DATA}: {@code *} is any characters of one name, {@code **} any characters, all else stands
 * for itself. The same on every system.
 */
final class FilePattern {
    private static final Pattern STARS = Pattern.compile("\\*\\*|\\*|[^*]+");

    private final Pattern pattern;

    private FilePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static FilePattern parse(String text) {
        StringBuilder regex = new StringBuilder();
        Matcher parts = STARS.matcher(text);
        while (parts.find()) {
            regex.append(
                    switch (parts.group()) {
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        default -> Pattern.quote(parts.group());
                    });
        }
        return new FilePattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String path) {
        return pattern.matcher(path.substring(BundleLayout.DATA.length())).matches();
    }
}

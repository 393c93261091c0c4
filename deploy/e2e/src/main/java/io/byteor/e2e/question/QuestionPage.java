package io.byteor.e2e.question;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The questions as the documentation has them: the SQL, and the call where there is one. */
record QuestionPage(List<String> statements) {
    private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?);\n```");
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");
    private static final Pattern PLACE = Pattern.compile("(?<=[=/]):(\\w+)");

    static QuestionPage read(Path home) throws IOException {
        String page = Files.readString(home.resolve("deploy/docs/questions.md"));
        return new QuestionPage(
                SQL.matcher(page).results().map(found -> found.group(1)).toList());
    }

    /** The statement of the question, which counts from 1. */
    String sql(int question, Map<String, String> values) {
        return replaced(VARIABLE, statements.get(question - 1), name -> "'" + value(values, name) + "'");
    }

    static String call(String path, Map<String, String> values) {
        return replaced(PLACE, path, name -> URLEncoder.encode(value(values, name), StandardCharsets.UTF_8));
    }

    private static String value(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static String replaced(Pattern pattern, String text, UnaryOperator<String> value) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }
}

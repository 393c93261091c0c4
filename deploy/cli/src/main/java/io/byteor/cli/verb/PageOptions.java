package io.byteor.cli.verb;

import io.byteor.cli.api.Page;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which page of a list. */
public final class PageOptions {
    @Option(names = "--after", paramLabel = "PLACE", description = "Begin behind it, as the page before told.")
    private @Nullable String after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    public PageQuery query() {
        return new PageQuery(after, limit);
    }

    /** A page as lines, with how to go on. */
    public static List<String> lines(Table items, Page page) {
        List<String> lines = new ArrayList<>(items.lines());
        if (!page.next().isEmpty()) {
            lines.add("more: --after " + page.next());
        }
        return lines;
    }
}

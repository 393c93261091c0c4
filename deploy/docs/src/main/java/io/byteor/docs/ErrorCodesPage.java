package io.byteor.docs;

import io.byteor.schemas.error.Area;
import io.byteor.schemas.error.ErrorCode;
import java.util.Locale;

/** The error codes as a page; problem documents link to its rows. */
final class ErrorCodesPage implements Page {
    @Override
    public String fileName() {
        return "error-codes.md";
    }

    @Override
    public String render() {
        StringBuilder page = new StringBuilder("""
                # Error codes

                Generated from `io.byteor.schemas.error.ErrorCode`. A code means the same in a problem document, a finding,
                a dead letter's headers, an audit and the command line's output.
                """);
        for (Area area : Area.values()) {
            page.append("\n## ").append(area.title()).append("\n\n").append(table(area));
        }
        return page.toString();
    }

    private static MarkdownTable table(Area area) {
        var table = new MarkdownTable("code", "HTTP status", "retry can help", "meaning");
        for (ErrorCode code : ErrorCode.values()) {
            if (code.area() == area) {
                String anchor = code.name().toLowerCase(Locale.ROOT);
                table.row(
                        "<a id=\"" + anchor + "\"></a>`" + code.name() + "`",
                        Integer.toString(code.status()),
                        code.retryable() ? "yes" : "no",
                        code.meaning());
            }
        }
        return table;
    }
}

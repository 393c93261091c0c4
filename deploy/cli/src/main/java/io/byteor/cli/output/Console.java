package io.byteor.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.error.Problem;
import java.io.PrintWriter;
import java.util.List;

/**
 * Standard output for the answer, standard error for progress and errors. With {@link OutputFormat#JSON} the last line of
 * standard output is always one JSON document: the answer, or the problem that stands in its place.
 */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final OutputFormat format;

    public Console(PrintWriter out, PrintWriter err, OutputFormat format) {
        this.out = out;
        this.err = err;
        this.format = format;
    }

    /** Whether a person looks on. */
    public static boolean isTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    public OutputFormat format() {
        return format;
    }

    /** The answer in the asked for form. */
    public void answer(JsonNode document, Fields text) {
        answer(document, text.lines());
    }

    /** As {@link #answer(JsonNode, Fields)}, for text that is not made of fields. */
    public void answer(JsonNode document, List<String> text) {
        switch (format) {
            case JSON -> out.println(JsonForm.line(document));
            case TEXT -> text.forEach(out::println);
        }
        out.flush();
    }

    /** One line of an answer that comes bit by bit; with JSON, something before the last line. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One line on what goes on meanwhile. */
    public void progress(String line) {
        err.println(line);
        err.flush();
    }

    /** One line for people and, where JSON is asked for, the problem document for scripts. */
    public void failure(Problem problem) {
        err.println(ErrorLine.of(problem));
        err.flush();
        if (format == OutputFormat.JSON) {
            out.println(JsonForm.line(JsonForm.of(problem)));
            out.flush();
        }
    }
}

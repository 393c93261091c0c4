package io.byteor.docs;

/** One generated page. Rendering is deterministic: the same code gives the same bytes. */
public interface Page {
    /** File name under deploy/docs/generated. */
    String fileName();

    /** The whole page as Markdown, ending with a line feed. */
    String render();
}

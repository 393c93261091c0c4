package io.byteor.audit.mask;

import io.byteor.schemas.json.JsonMask;
import io.byteor.schemas.json.JsonPath;
import java.util.List;
import java.util.stream.Stream;

/** What is hidden from one reader: null stands where a rule's path selects a value. Immutable and thread-safe. */
public final class Mask {
    /** The member of a page in which its documents stand. */
    private static final String ITEMS = "items";

    private static final String HIDDEN = "null";
    private static final JsonMask NOTHING = new JsonMask(List.of());

    private final List<JsonPath> paths;
    private final JsonMask documents;
    private final JsonMask pages;
    private final JsonMask forms;

    Mask(List<JsonPath> paths) {
        this.paths = List.copyOf(paths);
        this.documents = new JsonMask(paths);
        this.pages = JsonMask.ofElements(ITEMS, paths);
        this.forms = JsonMask.ofAnyElement(paths);
    }

    /** One that hides what these select as well, of documents of one kind; they are paths as rules write them. */
    public Mask and(List<String> more) {
        return new Mask(Stream.concat(paths.stream(), more.stream().map(JsonPath::parse))
                .toList());
    }

    /** One that takes this member of a document for a document as well. */
    public Mask andOf(String member) {
        return new Mask(Stream.concat(paths.stream(), paths.stream().map(path -> path.below(member)))
                .toList());
    }

    /** Whether nothing is hidden. */
    public boolean isClear() {
        return paths.isEmpty();
    }

    /** What is hidden, as the rules write it. */
    public List<String> paths() {
        return paths.stream().map(JsonPath::text).toList();
    }

    /** What is shown of a document. */
    public String document(String json) {
        return isClear() ? json : documents.shown(json);
    }

    /** The same, to be handed out as it is. */
    public Shown shown(String json) {
        return new Shown(document(json));
    }

    /** Whether anything of a document is hidden. */
    public boolean hidesAnyOf(String json) {
        String shown = document(json);
        return !isClear() && (shown.equals(HIDDEN) || !shown.equals(NOTHING.shown(json)));
    }

    /**
     * Whether something that such documents hold is hidden, in whichever element of an array; then nothing may be told of it under
     * another name either.
     *
     * @param form such a document without white space
     */
    public boolean hidesOf(String form) {
        return !isClear() && !forms.shown(form).equals(form);
    }

    /** What is shown of a page, each of whose items is a document. */
    public String page(String json) {
        return isClear() ? json : pages.shown(json);
    }

    /** Whether nothing is shown of this member of a document; then nobody may be asked by it either. */
    public boolean hides(String member) {
        return documents.hides(member);
    }

    /** What is shown of a member of a document, which is JSON. */
    public String member(String name, String json) {
        return isClear() ? json : documents.shown(name, json);
    }
}

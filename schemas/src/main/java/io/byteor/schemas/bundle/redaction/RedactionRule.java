package io.byteor.schemas.bundle.redaction;

/**
 * One rule.
 *
 * @param index its place in the document, from 0; of the rules that select the same value, the first decides
 * @param scope what it speaks of
 * @param action what is done there
 * @param json the rule as it was given, in canonical form
 */
record RedactionRule(int index, Scope scope, Action action, String json) {

    /** Its place in the rules document, as a JSON Pointer. */
    String pointer() {
        return "/rules/" + index;
    }
}

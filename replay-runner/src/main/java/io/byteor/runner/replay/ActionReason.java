package io.byteor.runner.replay;

/** Why an action came out as it did, in a form that every store takes: an action that one refuses is missing from its replay for good. */
final class ActionReason {
    static final int LONGEST = 1_000;
    private static final int SHOWN_INSTEAD = 0xfffd;

    private ActionReason() {}

    /** The first {@value #LONGEST} characters (code points), U+FFFD for control characters and halves of surrogate pairs. */
    static String of(String reason) {
        return reason.codePoints()
                .limit(LONGEST)
                .map(character -> unfit(character) ? SHOWN_INSTEAD : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean unfit(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}

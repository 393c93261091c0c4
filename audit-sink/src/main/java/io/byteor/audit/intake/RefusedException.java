package io.byteor.audit.intake;

/** The store cannot hold something of the batch, today or later. Nothing was taken. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /** @param why the store's own word for it, without any value of the batch: the SQLSTATE */
    public RefusedException(String why, Throwable cause) {
        super("the store refuses a record: " + why, cause);
        this.why = why;
    }

    public String why() {
        return why;
    }
}

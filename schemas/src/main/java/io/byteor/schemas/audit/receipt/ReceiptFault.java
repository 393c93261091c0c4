package io.byteor.schemas.audit.receipt;

/** What can be wrong with a receipt, in the order in which it is looked at. */
public enum ReceiptFault {
    SIGNER("no key that is known signed the receipt"),
    BUNDLE("the receipt is about another bundle"),
    AUDIT("the audit in it is none, or of another replay or bundle"),
    RECORD("the record in it is not the one by which the audit was taken"),
    CHECKPOINT("the checkpoint in it is none, or no key that is known signed it"),
    INCLUSION("the record does not stand in the log that the checkpoint was signed over");

    private final String meaning;

    ReceiptFault(String meaning) {
        this.meaning = meaning;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }
}

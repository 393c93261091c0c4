package io.byteor.schemas.access;

import io.byteor.schemas.audit.Wording;

/** What is handed out. */
public enum AccessKind implements Wording {
    /** The audit of one replay, whose differences quote payloads. */
    AUDIT,
    /** The receipt of one replay, which holds its audit. */
    RECEIPT,
    /** Rows of many replays. */
    EXPORT,
    /** The whole of a stored bundle. */
    BUNDLE,
    /** One file of a stored bundle, or a part of it. */
    BUNDLE_FILE
}

package io.byteor.audit.verify;

import io.byteor.schemas.event.ReplayAction;

/**
 * An action as its columns give it.
 *
 * @param leaf the stored leaf; not to be changed
 */
public record StoredAction(ReplayAction action, byte[] leaf) {}

package io.byteor.audit.verify.stored;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.event.ReplayAction;

/**
 * An action as its columns give it.
 *
 * @param leaf the stored leaf; not to be changed
 */
public record StoredAction(ReplayAction action, byte[] leaf) implements StoredLeaf {
    @Override
    public long place() {
        return action.getSeq();
    }

    @Override
    public byte[] leafAt(long place) {
        return ActionForm.leafHash(
                place == action.getSeq()
                        ? action
                        : ReplayAction.newBuilder(action).setSeq(place).build());
    }
}

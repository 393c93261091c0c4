/**
 * Whether the stored actions are the ones that were audited. The leaves are taken anew from the columns, the tree anew from the
 * leaves; nothing that the store says of itself is believed. Pure but for {@link StoredActions}.
 */
@NullMarked
package io.byteor.audit.verify;

import io.byteor.audit.verify.stored.StoredActions;
import org.jspecify.annotations.NullMarked;

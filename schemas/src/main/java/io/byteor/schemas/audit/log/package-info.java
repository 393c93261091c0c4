/**
 * The logs of the audit store: every record that it took, but for actions, as a leaf of one append-only Merkle tree for each
 * partition, and the signed checkpoints over the heads of these trees.
 */
@NullMarked
package io.byteor.schemas.audit.log;

import org.jspecify.annotations.NullMarked;

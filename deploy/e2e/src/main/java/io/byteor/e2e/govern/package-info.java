/** Proofs about governing: who may call and decide what, escalations, and the races for approvals and against revocations. */
@NullMarked
package io.byteor.e2e.govern;

import org.jspecify.annotations.NullMarked;

/** Words and keys of governance that several parts share: where approvals and escalations stand, why something is escalated, and cases. */
@NullMarked
package io.byteor.schemas.governance;

import org.jspecify.annotations.NullMarked;

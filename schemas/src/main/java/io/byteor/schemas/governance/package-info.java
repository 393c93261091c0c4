/** Words of governance that events, commands and queries share: where approvals and escalations stand, and why something is escalated. */
@NullMarked
package io.byteor.schemas.governance;

import org.jspecify.annotations.NullMarked;

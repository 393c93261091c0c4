/** What analysts ask: replays, their audits and actions, bundles, approvals, escalations; by pages that stay put while rows arrive. */
@NullMarked
package io.byteor.audit.query;

import org.jspecify.annotations.NullMarked;

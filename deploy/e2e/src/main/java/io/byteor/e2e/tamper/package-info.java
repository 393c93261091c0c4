/** Whether the audit store notices that somebody changed it. */
@NullMarked
package io.byteor.e2e.tamper;

import org.jspecify.annotations.NullMarked;

/** From a topic of actions into the audit store, beside the fastest way that the database itself has. */
@NullMarked
package io.byteor.bench.audit;

import org.jspecify.annotations.NullMarked;
